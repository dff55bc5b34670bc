import { type Clock, DAY, HOUR } from '../../../core/clock.ts'
import type { Outgoing } from '../../../platform/outgoing/types.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import { discover } from '../../../protocol/client/discover.ts'
import type { ClientProof, ClientSettings } from '../../../protocol/client/types.ts'
import type { BackendLog } from '../contract.ts'
import type { OidcConfig } from './config.ts'

/** How long the provider's description of itself is used before it is asked again. */
const FRESH_MS = HOUR
/** How long it is used when it cannot be asked again. */
const USABLE_MS = DAY

export interface Provider {
  /**
   * Asks the provider at the first use, and once an hour after that; what is known stays good for a day when it does not answer.
   * @throws ProviderProblem whose message says in plain words what is wrong
   */
  known(config: OidcConfig, log: BackendLog): Promise<Connection>
  /** Asks again, whatever is known. @throws ProviderProblem */
  discover(config: OidcConfig): Promise<Connection>
}

export function createProvider(deps: { outgoing: Outgoing; clock: Clock }): Provider {
  const { clock } = deps
  let current: Connection | null = null
  let asking: Promise<Connection> | null = null
  const ask = (config: OidcConfig) => discover(settingsOf(config), deps)

  return {
    discover: ask,
    async known(config, log) {
      const former = current
      if (former !== null && clock.now() - former.readAt < FRESH_MS) return former
      asking ??= ask(config).finally(() => {
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

function settingsOf(config: OidcConfig): ClientSettings {
  return {
    issuer: config.issuer,
    clientId: config.client_id,
    proof: proofOf(config),
    scope: config.scope,
    responseMode: config.response_mode,
    claimsFrom: config.claims_from,
    authorizeParams: config.authorize_params,
  }
}

function proofOf({ auth_method: method, client_secret: secret = '', client_key: key = '' }: OidcConfig): ClientProof {
  switch (method) {
    case 'private_key_jwt':
      return { method, key }
    case 'none':
      return { method }
    default:
      return { method, secret }
  }
}
