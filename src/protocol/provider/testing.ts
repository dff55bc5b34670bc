import type { CustomerId, CustomerSessionId, SsoClientId } from '../../core/ids.ts'
import { hashSecret, systemRandom } from '../../core/random.ts'
import type { ProviderHost } from './provider-host.ts'
import {
  MemoryClientStore,
  MemoryConsents,
  MemoryDocuments,
  MemoryGrantStore,
  MemoryKeys,
  MemoryProofs,
  MemoryPushedRequests,
} from './testing-stores.ts'
import type { ProviderClient, Session } from './types.ts'

export const ISSUER = 'https://tickets.example/acme'
export const NOW = Date.UTC(2026, 10, 21, 12, 0, 0)
export const REDIRECT_URI = 'https://app.example/callback'
export const CLIENT_SECRET = 'ZtKo8Wn3hOKgqkS4a1uQ2dIuIBv0qkq9uVx5hH1sYzA'
/** RFC 7636 appendix B. */
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

export function testClient(changes: Partial<ProviderClient> = {}): ProviderClient {
  return {
    id: 'client-1' as SsoClientId,
    clientId: 'web-app',
    name: 'Web app',
    logoHash: null,
    clientUri: null,
    policyUri: null,
    tosUri: null,
    isActive: true,
    clientType: 'confidential',
    tokenEndpointAuthMethod: 'client_secret_basic',
    redirectUris: [REDIRECT_URI],
    responseTypes: ['code'],
    grantTypes: ['authorization_code'],
    allowedScopes: ['openid', 'profile', 'email', 'phone'],
    pkceRequired: false,
    secretHashes: [hashSecret(CLIENT_SECRET)],
    formerSecret: null,
    jwks: null,
    jwksUri: null,
    tokenEndpointAuthSigningAlg: null,
    idTokenAlg: 'ES256',
    userinfoAlg: null,
    subjectType: 'public',
    sectorIdentifier: null,
    codeLifetimeS: 60,
    accessTokenLifetimeS: 3600,
    idTokenLifetimeS: 3600,
    refreshIdleLifetimeS: 86_400,
    refreshAbsoluteLifetimeS: 864_000,
    consent: 'never',
    isFirstParty: false,
    defaultMaxAgeS: null,
    requestUris: [],
    requestObjectAlg: null,
    requiresRequestObject: false,
    requiresPushedRequests: false,
    requiresDpop: false,
    isHighSecurity: false,
    postLogoutRedirectUris: [],
    backchannelLogoutUri: null,
    backchannelLogoutSessionRequired: true,
    frontchannelLogoutUri: null,
    frontchannelLogoutSessionRequired: true,
    ...changes,
  }
}

export function publicTestClient(changes: Partial<ProviderClient> = {}): ProviderClient {
  return testClient({
    id: 'client-2' as SsoClientId,
    clientId: 'native-app',
    clientType: 'public',
    tokenEndpointAuthMethod: 'none',
    secretHashes: [],
    ...changes,
  })
}

/** A login ten minutes before `NOW`. */
export function testSession(changes: Partial<Session> = {}): Session {
  return {
    subject: 'QX7PL4D',
    accountId: 'account-1' as CustomerId,
    sid: 'session-1' as CustomerSessionId,
    authTime: NOW - 600_000,
    amr: ['pwd'],
    ...changes,
  }
}

export interface TestHost extends ProviderHost {
  readonly clients: MemoryClientStore
  readonly grants: MemoryGrantStore
  readonly keys: MemoryKeys
  readonly consents: MemoryConsents
  readonly pushedRequests: MemoryPushedRequests
  readonly proofs: MemoryProofs
  readonly documents: MemoryDocuments
}

export function testHost(clients = [testClient(), publicTestClient()]): TestHost {
  return {
    issuer: ISSUER,
    clients: new MemoryClientStore(clients),
    grants: new MemoryGrantStore(),
    keys: new MemoryKeys(),
    consents: new MemoryConsents(),
    pushedRequests: new MemoryPushedRequests(),
    proofs: new MemoryProofs(),
    documents: new MemoryDocuments(),
    random: systemRandom,
    pairwiseSubject: (sector, subject) => hashSecret(`${sector} ${subject}`),
    isHighSecurity: false,
    offersRegistration: false,
  }
}

/** Parameters of a good authorization request with the changes; null takes one away. */
export function authorizationParams(changes: Readonly<Record<string, string | null>> = {}): URLSearchParams {
  const params = new URLSearchParams({
    client_id: 'web-app',
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid',
    state: 'af0ifjsldkj',
  })
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  return params
}

export function basicHeader(clientId: string, secret: string): string {
  const joined = `${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`
  return `Basic ${Buffer.from(joined).toString('base64')}`
}
