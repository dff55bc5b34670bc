import { hashSecret } from '../../../core/random.ts'
import type { GrantStore, NewGrant, RedeemedGrant } from '../../../protocol/provider/grant-types.ts'
import { grantIdOf } from '../../../protocol/provider/handles.ts'
import type { SubjectProfile } from '../../../protocol/provider/subject-types.ts'
import type { ProofLedger, PushedRequest, PushedRequestStore } from '../../../protocol/provider/types.ts'

interface Token {
  expiresAt: number
  isEnded: boolean
}

interface Kept {
  readonly grant: NewGrant
  readonly access: Map<string, Token>
  readonly refresh: Map<string, Token>
  dpopJkt: string | null
  isRedeemed: boolean
  isRevoked: boolean
}

const token = (expiresAt: number): Token => ({ expiresAt, isEnded: false })
const lives = (kept: Kept, found: Token | undefined, now: number): found is Token =>
  found !== undefined && !kept.isRevoked && !found.isEnded && now < found.expiresAt

/** What is given during one test: forgotten with it. It keeps to the same rules as the store of real grants. */
export function testGrants(person: SubjectProfile): GrantStore {
  const grants = new Map<string, Kept>()
  const of = (handle: string) => grants.get(grantIdOf(handle))
  const ofCode = (hash: string) => {
    const kept = of(hash)
    return kept?.grant.code?.hash === hash ? kept : undefined
  }

  return {
    issue(grant) {
      const access = new Map(grant.frontToken ? [[grant.frontToken.hash, token(grant.frontToken.expiresAt)]] : [])
      const state = { dpopJkt: grant.dpopJkt, isRedeemed: false, isRevoked: false }
      grants.set(grant.id, { grant, access, refresh: new Map(), ...state })
    },
    redeem(wanted) {
      const kept = ofCode(wanted.codeHash)
      const code = kept?.grant.code
      if (!kept || !code || kept.isRedeemed || kept.isRevoked || code.expiresAt <= wanted.now) return null
      const { client, redirectUri, codeChallenge, scope } = kept.grant
      if (client !== wanted.client || redirectUri !== wanted.redirectUri) return null
      if (codeChallenge !== wanted.codeChallenge) return null
      if (kept.dpopJkt !== null && kept.dpopJkt !== wanted.dpopJkt) return null
      kept.isRedeemed = true
      kept.dpopJkt = wanted.dpopJkt
      kept.access.set(wanted.accessTokenHash, token(wanted.accessTokenExpiresAt))
      const { refreshToken } = wanted
      if (refreshToken && scope.split(' ').includes('offline_access')) {
        kept.refresh.set(refreshToken.hash, token(refreshToken.expiresAt))
      }
      return redeemed(kept)
    },
    explain(hash) {
      const kept = ofCode(hash)
      if (!kept) return null
      const { isRedeemed, isRevoked, dpopJkt, grant } = kept
      const { client, redirectUri, codeChallenge, code } = grant
      return { client, redirectUri, codeChallenge, codeExpiresAt: code?.expiresAt ?? 0, dpopJkt, isRedeemed, isRevoked }
    },
    revoke(hash) {
      const kept = ofCode(hash)
      if (kept) kept.isRevoked = true
    },
    findByAccessToken(hash, now) {
      const kept = of(hash)
      const found = kept?.access.get(hash)
      if (!kept || !lives(kept, found, now)) return null
      const { client, subject, scope, claims, issuedAt, session } = kept.grant
      const common = { client, subject, scope, claims, issuedAt, dpopJkt: kept.dpopJkt, expiresAt: found.expiresAt }
      return { ...common, accountId: session.accountId, profile: person }
    },
    rotate({ refreshTokenHash, client, dpopJkt, isKeyFixed, next, accessToken, now }) {
      const kept = of(refreshTokenHash)
      const found = kept?.refresh.get(refreshTokenHash)
      if (!kept || !lives(kept, found, now) || kept.grant.client !== client) return null
      if (kept.dpopJkt !== null && kept.dpopJkt !== dpopJkt && (isKeyFixed || dpopJkt === null)) return null
      found.isEnded = next.hash !== refreshTokenHash
      kept.refresh.set(next.hash, token(next.expiresAt))
      kept.access.set(accessToken.hash, token(accessToken.expiresAt))
      return redeemed(kept)
    },
    explainRefresh(hash) {
      const kept = of(hash)
      const found = kept?.refresh.get(hash)
      if (!kept || !found) return null
      const { isRevoked, dpopJkt, grant } = kept
      return { client: grant.client, isRevoked, dpopJkt, expiresAt: found.expiresAt, isUsed: found.isEnded }
    },
    findByRefreshToken(hash, now) {
      const kept = of(hash)
      const found = kept?.refresh.get(hash)
      if (!kept || !lives(kept, found, now)) return null
      const { client, subject, scope, issuedAt } = kept.grant
      return { client, subject, scope, issuedAt, dpopJkt: kept.dpopJkt, expiresAt: found.expiresAt }
    },
    endFamily(hash) {
      const kept = of(hash)
      if (kept?.refresh.has(hash)) kept.isRevoked = true
    },
    endAccessToken(hash, client) {
      const kept = of(hash)
      const found = kept?.access.get(hash)
      if (found && kept?.grant.client === client) found.isEnded = true
    },
    profile: () => person,
  }
}

function redeemed({ grant, dpopJkt }: Kept): RedeemedGrant {
  const { subject, scope, nonce, claims, session } = grant
  const { sid, authTime, amr, accountId } = session
  return { subject, scope, nonce, claims, dpopJkt, sid, authTime, amr, accountId }
}

export function testPushedRequests(): PushedRequestStore {
  const requests = new Map<string, PushedRequest>()
  return {
    push: (hash, request) => void requests.set(hash, { ...request, isUsed: false }),
    find: (hash) => requests.get(hash) ?? null,
    use(hash) {
      const request = requests.get(hash)
      if (!request || request.isUsed) return false
      requests.set(hash, { ...request, isUsed: true })
      return true
    },
  }
}

export function testProofs(): ProofLedger {
  const seen = new Set<string>()
  return {
    useOnce(name) {
      const hash = hashSecret(name)
      if (seen.has(hash)) return false
      seen.add(hash)
      return true
    },
  }
}
