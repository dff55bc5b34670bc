import type { CustomerId, CustomerSessionId, SsoClientId } from '../../core/ids.ts'
import { hashSecret, systemRandom } from '../../core/random.ts'
import { generateSigningKey, publicPart } from '../keys/generate-key.ts'
import { createSigner } from '../keys/signer.ts'
import type { PrivateJwk, SigningAlg } from '../keys/types.ts'
import type {
  AccessGrant,
  ClientStore,
  GrantStore,
  NewGrant,
  ProviderClient,
  ProviderHost,
  ProviderKeys,
  Session,
  SubjectProfile,
} from './types.ts'

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
    isActive: true,
    clientType: 'confidential',
    tokenEndpointAuthMethod: 'client_secret_basic',
    redirectUris: [REDIRECT_URI],
    responseTypes: ['code'],
    grantTypes: ['authorization_code'],
    allowedScopes: ['openid', 'profile', 'email', 'phone'],
    pkceRequired: false,
    secretHashes: [hashSecret(CLIENT_SECRET)],
    idTokenAlg: 'ES256',
    codeLifetimeS: 60,
    accessTokenLifetimeS: 3600,
    idTokenLifetimeS: 3600,
    consent: 'never',
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

export class MemoryClientStore implements ClientStore {
  clients: ProviderClient[]

  constructor(clients: ProviderClient[]) {
    this.clients = clients
  }

  findByClientId(clientId: string): ProviderClient | null {
    return this.clients.find((client) => client.clientId === clientId) ?? null
  }

  findByKey(key: SsoClientId): ProviderClient | null {
    return this.clients.find((client) => client.id === key) ?? null
  }
}

interface GrantRow extends NewGrant {
  isRedeemed: boolean
  isRevoked: boolean
  accessTokenHash: string | null
  accessTokenExpiresAt: number
}

export class MemoryGrantStore implements GrantStore {
  readonly rows = new Map<string, GrantRow>()
  profile: SubjectProfile = {}

  issue(grant: NewGrant): void {
    const untouched = { isRedeemed: false, isRevoked: false, accessTokenHash: null, accessTokenExpiresAt: 0 }
    this.rows.set(grant.codeHash, { ...grant, ...untouched })
  }

  redeem: GrantStore['redeem'] = (wanted) => {
    const row = this.rows.get(wanted.codeHash)
    if (!row || row.isRedeemed || row.isRevoked || row.codeExpiresAt <= wanted.now) return null
    if (row.client !== wanted.client || row.redirectUri !== wanted.redirectUri) return null
    if (row.codeChallenge !== wanted.codeChallenge) return null
    row.isRedeemed = true
    row.accessTokenHash = wanted.accessTokenHash
    row.accessTokenExpiresAt = wanted.accessTokenExpiresAt
    const { scope, nonce } = row
    const { subject, sid, authTime, amr } = row.session
    return { subject, sid, scope, nonce, authTime, amr }
  }

  explain(codeHash: string): GrantRow | null {
    return this.rows.get(codeHash) ?? null
  }

  revoke(codeHash: string): void {
    const row = this.rows.get(codeHash)
    if (row) row.isRevoked = true
  }

  findByAccessToken(accessTokenHash: string, now: number): AccessGrant | null {
    for (const row of this.rows.values()) {
      if (row.accessTokenHash !== accessTokenHash || row.isRevoked || row.accessTokenExpiresAt <= now) continue
      return { client: row.client, subject: row.session.subject, scope: row.scope, profile: this.profile }
    }
    return null
  }
}

/** Real keys, made when they are first needed. */
export class MemoryKeys implements ProviderKeys {
  readonly #keys = new Map<SigningAlg, Promise<PrivateJwk>>()

  #key(alg: SigningAlg): Promise<PrivateJwk> {
    const key = this.#keys.get(alg) ?? generateSigningKey(alg)
    this.#keys.set(alg, key)
    return key
  }

  async signer(alg: SigningAlg) {
    return createSigner(await this.#key(alg))
  }

  async publicKeys() {
    return (await Promise.all(this.#keys.values())).map(publicPart)
  }
}

export interface TestHost extends ProviderHost {
  readonly clients: MemoryClientStore
  readonly grants: MemoryGrantStore
  readonly keys: MemoryKeys
}

export function testHost(clients = [testClient(), publicTestClient()]): TestHost {
  return {
    issuer: ISSUER,
    clients: new MemoryClientStore(clients),
    grants: new MemoryGrantStore(),
    keys: new MemoryKeys(),
    random: systemRandom,
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
