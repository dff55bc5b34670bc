import { createRemoteJWKSet, customFetch, type RemoteJWKSet } from 'jose'
import * as openid from 'openid-client'
import { type Clock, DAY, HOUR } from '../../../core/clock.ts'
import type { Outgoing } from '../../../platform/outgoing/types.ts'
import { importClientKey } from '../../../protocol/client/client-key.ts'
import { outgoingFetch } from '../../../protocol/client/outgoing-fetch.ts'
import type { BackendLog } from '../contract.ts'
import type { OidcConfig } from './config.ts'
import { inPlainWords, ProviderProblem } from './problems.ts'

/** How long the provider's description of itself is used before it is asked again. */
const FRESH_MS = HOUR
/** How long it is used when it cannot be asked again. */
const USABLE_MS = DAY

/** The provider as it describes itself, with us as its client. */
export interface KnownProvider {
  readonly client: openid.Configuration
  readonly metadata: openid.ServerMetadata
  /** The provider's signing keys; fetched when they are needed and kept. */
  readonly keys: RemoteJWKSet
  /** ms */
  readonly readAt: number
}

export interface Provider {
  /**
   * Asks the provider at the first use, and once an hour after that; what is known stays good for a day when it does not answer.
   * @throws ProviderProblem whose message says in plain words what is wrong
   */
  known(config: OidcConfig, log: BackendLog): Promise<KnownProvider>
  /** Asks again, whatever is known. @throws ProviderProblem */
  discover(config: OidcConfig): Promise<KnownProvider>
}

export function createProvider({ outgoing, clock }: { outgoing: Outgoing; clock: Clock }): Provider {
  const call = outgoingFetch(outgoing)
  let current: KnownProvider | null = null
  let asking: Promise<KnownProvider> | null = null

  async function discover(config: OidcConfig): Promise<KnownProvider> {
    const issuer = new URL(config.issuer)
    try {
      const client = await openid.discovery(issuer, config.client_id, config.client_secret, await authOf(config), {
        [openid.customFetch]: call,
        execute: [
          openid.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : []),
        ],
      })
      const metadata = client.serverMetadata()
      const keys = createRemoteJWKSet(new URL(checked(metadata, issuer)), { [customFetch]: call })
      return { client, metadata, keys, readAt: clock.now() }
    } catch (error) {
      throw inPlainWords(error, config)
    }
  }

  return {
    discover,
    async known(config, log) {
      const former = current
      if (former !== null && clock.now() - former.readAt < FRESH_MS) return former
      asking ??= discover(config).finally(() => {
        asking = null
      })
      try {
        current = await asking
        return current
      } catch (error) {
        if (former === null || clock.now() - former.readAt > USABLE_MS) throw error
        log.warn({ err: error }, 'the description of the identity provider could not be refreshed')
        return former
      }
    },
  }
}

/** The address of the keys, once all that a login needs is there. @throws ProviderProblem */
function checked(metadata: openid.ServerMetadata, issuer: URL): string {
  if (new URL(metadata.issuer).href !== issuer.href) {
    throw new ProviderProblem(`the provider calls itself ${metadata.issuer}: set issuer to exactly that`)
  }
  for (const name of ['authorization_endpoint', 'token_endpoint'] as const) {
    if (!metadata[name]) throw new ProviderProblem(`the provider names no ${name} in its configuration`)
  }
  if (!metadata.jwks_uri) throw new ProviderProblem('the provider names no jwks_uri in its configuration')
  return metadata.jwks_uri
}

async function authOf(config: OidcConfig): Promise<openid.ClientAuth> {
  switch (config.auth_method) {
    case 'client_secret_basic':
      return openid.ClientSecretBasic(config.client_secret)
    case 'client_secret_post':
      return openid.ClientSecretPost(config.client_secret)
    case 'private_key_jwt':
      return openid.PrivateKeyJwt(await importClientKey(config.client_key ?? ''))
    case 'none':
      return openid.None()
  }
}
