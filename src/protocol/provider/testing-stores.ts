import type { JWK } from 'jose'
import type { SsoClientId } from '../../core/ids.ts'
import { generateSigningKey, publicPart } from '../keys/generate-key.ts'
import { createSigner } from '../keys/signer.ts'
import type { PrivateJwk, SigningAlg } from '../keys/types.ts'
import type {
  AccessGrant,
  GrantState,
  GrantStore,
  NewGrant,
  NewToken,
  RedeemedGrant,
  RefreshGrant,
  RefreshState,
} from './grant-types.ts'
import { grantIdOf } from './handles.ts'
import type { SubjectProfile } from './subject-types.ts'
import type {
  ClientDocuments,
  ClientKey,
  ClientStore,
  Consent,
  ConsentStore,
  ProofLedger,
  ProviderClient,
  ProviderKeys,
  PushedRequest,
  PushedRequestStore,
} from './types.ts'

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

interface Refresh extends Pick<NewToken, 'hash'> {
  expiresAt: number
  isUsed: boolean
}

interface Access extends NewToken {
  /** The key of the refresh that it comes from. */
  readonly jkt?: string | null
}

interface GrantRow extends NewGrant {
  isRedeemed: boolean
  isRevoked: boolean
  boundTo: string | null
  readonly accessTokens: Access[]
  readonly refreshTokens: Refresh[]
}

/** Grants by their id; one step at a time, so that nothing races. */
export class MemoryGrantStore implements GrantStore {
  readonly rows = new Map<string, GrantRow>()
  person: SubjectProfile = {}

  issue(grant: NewGrant): void {
    const accessTokens = grant.frontToken ? [grant.frontToken] : []
    const state = { isRedeemed: false, isRevoked: false, boundTo: grant.dpopJkt, accessTokens, refreshTokens: [] }
    this.rows.set(grant.id, { ...grant, ...state })
  }

  redeem: GrantStore['redeem'] = (wanted) => {
    const row = this.#byCode(wanted.codeHash)
    if (!row?.code || row.isRedeemed || row.isRevoked || row.code.expiresAt <= wanted.now) return null
    if (row.client !== wanted.client || row.redirectUri !== wanted.redirectUri) return null
    if (row.codeChallenge !== wanted.codeChallenge) return null
    if (row.dpopJkt !== null && row.dpopJkt !== wanted.dpopJkt) return null
    row.isRedeemed = true
    row.boundTo = wanted.dpopJkt
    row.accessTokens.push({ hash: wanted.accessTokenHash, expiresAt: wanted.accessTokenExpiresAt })
    const isOffline = row.scope.split(' ').includes('offline_access')
    if (isOffline && wanted.refreshToken) row.refreshTokens.push({ ...wanted.refreshToken, isUsed: false })
    return facts(row)
  }

  explain(codeHash: string): GrantState | null {
    const row = this.#byCode(codeHash)
    return row ? { ...row, codeExpiresAt: row.code?.expiresAt ?? 0 } : null
  }

  revoke(codeHash: string): void {
    const row = this.#byCode(codeHash)
    if (row) row.isRevoked = true
  }

  findByAccessToken(hash: string, now: number): AccessGrant | null {
    const row = this.rows.get(grantIdOf(hash))
    const token = row?.accessTokens.find((candidate) => candidate.hash === hash)
    if (!row || !token || row.isRevoked || token.expiresAt <= now) return null
    const { client, subject, scope, claims, boundTo, issuedAt } = row
    const { expiresAt, jkt } = token
    const accountId = row.session.accountId
    const dpopJkt = boundTo && (jkt ?? boundTo)
    return { client, accountId, subject, scope, claims, dpopJkt, issuedAt, expiresAt, profile: this.person }
  }

  rotate: GrantStore['rotate'] = (wanted) => {
    const { refreshTokenHash, client, dpopJkt, isKeyFixed, next, accessToken, now } = wanted
    const [row, token] = this.#byRefresh(refreshTokenHash)
    if (!row || !token || row.isRevoked || token.isUsed || token.expiresAt <= now || row.client !== client) return null
    if (row.boundTo !== null && row.boundTo !== dpopJkt && (isKeyFixed || dpopJkt === null)) return null
    if (next.hash === refreshTokenHash) token.expiresAt = next.expiresAt
    else {
      token.isUsed = true
      row.refreshTokens.push({ ...next, isUsed: false })
    }
    row.accessTokens.push({ ...accessToken, jkt: dpopJkt })
    return { ...facts(row), dpopJkt: row.boundTo && dpopJkt }
  }

  explainRefresh(hash: string): RefreshState | null {
    const [row, token] = this.#byRefresh(hash)
    if (!row || !token) return null
    const { client, isRevoked, boundTo } = row
    return { client, isRevoked, dpopJkt: boundTo, expiresAt: token.expiresAt, isUsed: token.isUsed }
  }

  findByRefreshToken(hash: string, now: number): RefreshGrant | null {
    const [row, token] = this.#byRefresh(hash)
    if (!row || !token || row.isRevoked || token.isUsed || token.expiresAt <= now) return null
    const { client, subject, scope, boundTo, issuedAt } = row
    return { client, subject, scope, dpopJkt: boundTo, issuedAt, expiresAt: token.expiresAt }
  }

  endFamily(hash: string): void {
    const [row] = this.#byRefresh(hash)
    if (row) row.isRevoked = true
  }

  endAccessToken(hash: string, client: ClientKey): void {
    const row = this.rows.get(grantIdOf(hash))
    const at = row?.accessTokens.findIndex((token) => token.hash === hash) ?? -1
    if (row?.client === client && at >= 0) row.accessTokens.splice(at, 1)
  }

  profile(): SubjectProfile {
    return this.person
  }

  #byCode(hash: string): GrantRow | undefined {
    const row = this.rows.get(grantIdOf(hash))
    return row?.code?.hash === hash ? row : undefined
  }

  #byRefresh(hash: string): [GrantRow, Refresh] | [undefined, undefined] {
    const row = this.rows.get(grantIdOf(hash))
    const token = row?.refreshTokens.find((candidate) => candidate.hash === hash)
    return row && token ? [row, token] : [undefined, undefined]
  }
}

function facts(row: GrantRow): RedeemedGrant {
  const { subject, scope, nonce, claims } = row
  const { sid, authTime, amr, accountId } = row.session
  return { subject, sid, scope, nonce, authTime, amr, claims, dpopJkt: row.boundTo, accountId }
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

export class MemoryConsents implements ConsentStore {
  readonly given = new Map<string, Consent>()

  find(accountId: string, client: ClientKey): Consent | null {
    return this.given.get(`${accountId} ${client}`) ?? null
  }
}

export class MemoryPushedRequests implements PushedRequestStore {
  readonly requests = new Map<string, PushedRequest>()

  push(hash: string, request: Omit<PushedRequest, 'isUsed'>): void {
    this.requests.set(hash, { ...request, isUsed: false })
  }

  find(hash: string): PushedRequest | null {
    return this.requests.get(hash) ?? null
  }

  use(hash: string): boolean {
    const request = this.requests.get(hash)
    if (!request || request.isUsed) return false
    this.requests.set(hash, { ...request, isUsed: true })
    return true
  }
}

export class MemoryProofs implements ProofLedger {
  readonly #seen = new Set<string>()

  useOnce(name: string): boolean {
    if (this.#seen.has(name)) return false
    this.#seen.add(name)
    return true
  }
}

export class MemoryDocuments implements ClientDocuments {
  readonly requestObjects = new Map<string, string>()

  keys(client: ProviderClient): readonly JWK[] {
    return client.jwks?.keys ?? []
  }

  requestObject(uri: string): string {
    return this.requestObjects.get(uri) ?? ''
  }
}
