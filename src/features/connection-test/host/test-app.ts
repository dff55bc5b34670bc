import { hashSecret, type Random, randomSecret } from '../../../core/random.ts'
import { ASSERTION_TYPE, type ClientRequest } from '../../../protocol/provider/client-authentication/types.ts'
import { isHighSecurity } from '../../../protocol/provider/high-security.ts'
import type { ProviderHost } from '../../../protocol/provider/provider-host.ts'
import type { ProviderClient, Session } from '../../../protocol/provider/types.ts'
import { testGrants, testProofs, testPushedRequests } from './memory.ts'
import { testPerson, testSession } from './person.ts'
import { createTestKey, type TestKey } from './test-key.ts'

/** Plays the app: with the settings of the client, and a secret and keys that are good for this test only. */
export interface TestApp {
  readonly host: ProviderHost
  readonly client: ProviderClient
  readonly session: Session
  readonly redirectUri: string
  readonly requestKey: TestKey | null
  readonly isStrict: boolean
  now(): number
  random(): string
  /** A call to an endpoint for programs, in which the app proves who it is. */
  call(path: string, params: Readonly<Record<string, string>>, options?: CallOptions): Promise<ClientRequest>
  /** A call with an access token. */
  callWithToken(path: string, accessToken: string): Promise<Omit<ClientRequest, 'params'> & { params: null }>
}

export interface CallOptions {
  /** Sent instead of the secret of this test. */
  readonly secret?: string
}

interface Machines {
  readonly random: Random
  /** In ms. */
  readonly now: () => number
  readonly locale: string
}

/** @param real the host of the organizer and the client as it is registered */
export async function createTestApp(
  real: { readonly host: ProviderHost; readonly client: ProviderClient },
  { random, now, locale }: Machines,
): Promise<TestApp> {
  const isStrict = isHighSecurity(real.host, real.client)
  const method = real.client.clientType === 'public' ? 'none' : real.client.tokenEndpointAuthMethod
  const secret = randomSecret(random)
  const authKey =
    method === 'private_key_jwt' ? await createTestKey(algOf(real.client.tokenEndpointAuthSigningAlg)) : null
  const requestKey = real.client.requiresRequestObject ? await createTestKey(algOf(real.client.requestObjectAlg)) : null
  const dpopKey = isStrict || real.client.requiresDpop ? await createTestKey('ES256') : null
  const keys = [authKey, requestKey].filter((key) => key !== null).map(({ jwk }) => jwk)
  const client: ProviderClient = {
    ...real.client,
    secretHashes: method === 'none' ? [] : [hashSecret(secret)],
    isActive: true,
    formerSecret: null,
    jwks: { keys },
    jwksUri: null,
  }
  const find = (isIt: boolean) => (isIt ? client : null)
  const host: ProviderHost = {
    ...real.host,
    clients: {
      findByClientId: (clientId) => find(clientId === client.clientId),
      findByKey: (key) => find(key === client.id),
    },
    grants: testGrants(testPerson(now(), locale)),
    consents: { find: () => null },
    pushedRequests: testPushedRequests(),
    proofs: testProofs(),
    documents: { ...real.host.documents, keys: () => keys },
  }

  async function proof(verb: string, url: string, accessToken: string | null): Promise<string | null> {
    if (!dpopKey) return null
    const iat = Math.floor(now() / 1000)
    const ath = accessToken === null ? {} : { ath: hashSecret(accessToken) }
    const claims = { htm: verb, htu: url, iat, jti: randomSecret(random), ...ath }
    return dpopKey.sign({ typ: 'dpop+jwt', jwk: dpopKey.jwk }, claims)
  }

  async function credentials(sentSecret: string): Promise<Record<string, string>> {
    const { clientId } = client
    if (authKey) {
      const iat = Math.floor(now() / 1000)
      const claims = { iss: clientId, sub: clientId, aud: host.issuer, iat, exp: iat + 60, jti: randomSecret(random) }
      const client_assertion = await authKey.sign({}, claims)
      return { client_id: clientId, client_assertion_type: ASSERTION_TYPE, client_assertion }
    }
    return method === 'client_secret_post'
      ? { client_id: clientId, client_secret: sentSecret }
      : { client_id: clientId }
  }

  return {
    host,
    client,
    session: testSession(now()),
    redirectUri: client.redirectUris[0] ?? '',
    requestKey,
    isStrict,
    now,
    random: () => randomSecret(random),
    async call(path, params, options = {}) {
      const sentSecret = options.secret ?? secret
      const url = host.issuer + path
      const all = { ...params, ...(await credentials(sentSecret)) }
      const authorization = method === 'client_secret_basic' ? basic(client.clientId, sentSecret) : null
      const common = { host, method: 'POST', url, now: now() }
      return { ...common, params: new URLSearchParams(all), authorization, dpop: await proof('POST', url, null) }
    },
    async callWithToken(path, accessToken) {
      const url = host.issuer + path
      const authorization = `${dpopKey ? 'DPoP' : 'Bearer'} ${accessToken}`
      const dpop = await proof('GET', url, accessToken)
      return { host, params: null, authorization, dpop, method: 'GET', url, now: now() }
    },
  }
}

function algOf(registered: string | null): string {
  return registered ?? 'ES256'
}

/** RFC 6749 2.3.1. */
function basic(clientId: string, secret: string): string {
  const joined = `${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`
  return `Basic ${Buffer.from(joined).toString('base64')}`
}
