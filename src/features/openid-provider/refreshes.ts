import type { OrganizerId } from '../../core/ids.ts'
import type { AccessGrant, GrantStore } from '../../protocol/provider/grant-types.ts'
import { grantIdOf, refreshIdOf, secretHashOf } from '../../protocol/provider/handles.ts'
import { type GrantDeps, readClaims, redeemedGrant } from './grant-facts.ts'
import { endedGrantStore } from './store/ended-grants.ts'
import { type RefreshKey, refreshStore } from './store/refreshes.ts'

interface Refreshes extends Pick<GrantStore, 'rotate' | 'explainRefresh' | 'findByRefreshToken' | 'endFamily'> {
  /** @param now in ms */
  findByAccessToken(key: RefreshKey, tokenHash: string, now: number): Promise<AccessGrant | null>
}

/** The refresh tokens of one organizer, and the access tokens that came with them. */
export function organizerRefreshes(deps: GrantDeps, organizerId: OrganizerId): Refreshes {
  const { platform, audit, ssoClients, profiles } = deps
  const { db } = platform
  const refreshes = refreshStore(db.q)

  async function find(stored: string) {
    const key = keyOf(stored)
    return (key && (await refreshes.find(organizerId, key, secretHashOf(stored)))) ?? null
  }

  return {
    /** What never changes is read before; the use and its successor are one transaction. */
    async rotate({ refreshTokenHash, client, dpopJkt, isKeyFixed, next, accessToken, now }) {
      const key = keyOf(refreshTokenHash)
      const nextId = refreshIdOf(accessToken.hash)
      const row = await find(refreshTokenHash)
      if (!key || !row || nextId === null || row.used_at !== null) return null
      const staysInUse = next.hash === refreshTokenHash
      const until = Math.min(next.expiresAt, row.ends_at)
      const accepted = dpopJkt !== null && !isKeyFixed ? row.dpop_jkt : dpopJkt
      const use = { ...key, tokenHash: secretHashOf(refreshTokenHash), client, dpopJkt: accepted, now }
      const bound = row.dpop_jkt && dpopJkt
      const isUsed = await db.transaction(async (q) => {
        const store = refreshStore(q)
        const isGood = staysInUse ? store.prolong(organizerId, { ...use, until }) : store.use(organizerId, use)
        if (!(await isGood)) return false
        await store.insert(organizerId, {
          grant_id: key.grantId,
          id: nextId,
          refresh_token_hash: staysInUse ? '' : secretHashOf(next.hash),
          refresh_token_expires_at: staysInUse ? now : until,
          access_token_hash: secretHashOf(accessToken.hash),
          access_token_expires_at: accessToken.expiresAt,
          dpop_jkt: bound,
          created_at: now,
        })
        return true
      })
      return isUsed ? { ...redeemedGrant(row), dpopJkt: bound } : null
    },

    async explainRefresh(refreshTokenHash) {
      const row = await find(refreshTokenHash)
      if (!row) return null
      return {
        client: row.sso_client_id,
        expiresAt: row.refresh_token_expires_at,
        isUsed: row.used_at !== null,
        isRevoked: row.revoked_at !== null || !row.is_active || !row.is_verified,
        dpopJkt: row.dpop_jkt,
      }
    },

    async findByRefreshToken(refreshTokenHash, now) {
      const row = await find(refreshTokenHash)
      if (!row || row.used_at !== null || row.revoked_at !== null || !row.is_active || !row.is_verified) return null
      if (row.refresh_token_expires_at <= now) return null
      return {
        client: row.sso_client_id,
        subject: row.subject,
        scope: row.scope,
        dpopJkt: row.dpop_jkt,
        issuedAt: row.created_at,
        expiresAt: row.refresh_token_expires_at,
      }
    },

    /** A token that came back is noted once: its family ends with the first time. */
    async endFamily(refreshTokenHash, why, now) {
      const [id, hash] = [grantIdOf(refreshTokenHash), secretHashOf(refreshTokenHash)]
      const row = await find(refreshTokenHash)
      const client = row && (await ssoClients.byId(organizerId, row.sso_client_id))
      await db.transaction(async (q) => {
        const ended = await endedGrantStore(q).byRefreshToken(organizerId, id, hash, now)
        if (!ended || !client || why !== 'reused') return
        await audit.record(q, organizerId, {
          action: 'foyer.ssoclient.refresh.reused',
          actor: { type: 'system' },
          object: { type: 'ssoclient', id: client.id, name: client.name },
          detail: { subject: ended.subject },
        })
      })
    },

    async findByAccessToken(key, tokenHash, now) {
      const row = await refreshes.byAccessToken(organizerId, key, tokenHash, now)
      if (!row) return null
      const claims = readClaims(row.claims)
      return {
        client: row.sso_client_id,
        accountId: row.customer_id,
        subject: row.subject,
        scope: row.scope,
        claims,
        dpopJkt: row.dpop_jkt,
        issuedAt: row.created_at,
        expiresAt: row.access_token_expires_at ?? 0,
        profile: await profiles.read(row, row.customer_id, { scope: row.scope, claims }),
      }
    },
  }
}

function keyOf(stored: string): RefreshKey | null {
  const id = refreshIdOf(stored)
  return id === null ? null : { grantId: grantIdOf(stored), id }
}
