import type { GrantId, OrganizerId } from '../../core/ids.ts'
import type { AccessGrant, GrantStore } from '../../protocol/provider/grant-types.ts'
import { grantIdOf, refreshIdOf, secretHashOf } from '../../protocol/provider/handles.ts'
import { type GrantDeps, readClaims, redeemedGrant } from './grant-facts.ts'
import { organizerRefreshes } from './refreshes.ts'
import { endedGrantStore } from './store/ended-grants.ts'
import { grantStore } from './store/grants.ts'
import { profileStore } from './store/profiles.ts'
import { refreshStore } from './store/refreshes.ts'

/** The codes and tokens of one organizer, as the protocol asks for them. */
export function organizerGrants(deps: GrantDeps, organizerId: OrganizerId): GrantStore {
  const { platform, audit, ssoClients, profiles } = deps
  const { db } = platform
  const grants = grantStore(db.q)
  const refreshes = organizerRefreshes(deps, organizerId)

  async function ownToken(id: GrantId, tokenHash: string, now: number): Promise<AccessGrant | null> {
    const row = await grants.byAccessToken(organizerId, id, tokenHash, now)
    if (!row) return null
    const isOwn = row.access_token_hash === tokenHash
    const claims = readClaims(row.claims)
    const profile = profiles.read(row, row.customer_id, { scope: row.scope, claims })
    return {
      client: row.sso_client_id,
      accountId: row.customer_id,
      subject: row.subject,
      scope: row.scope,
      claims,
      dpopJkt: row.dpop_jkt,
      issuedAt: (isOwn ? row.code_used_at : null) ?? row.created_at,
      expiresAt: (isOwn ? row.access_token_expires_at : row.front_token_expires_at) ?? 0,
      profile: profile instanceof Promise ? await profile : profile,
    }
  }

  return {
    issue: ({ client, session, code, frontToken, ...grant }) =>
      grants.insert(organizerId, {
        id: grant.id,
        sso_client_id: client,
        customer_id: session.accountId,
        session_id: session.sid,
        subject: grant.subject,
        scope: grant.scope,
        nonce: grant.nonce,
        redirect_uri: grant.redirectUri,
        auth_at: session.authTime,
        amr: session.amr.join(' '),
        code_hash: code ? secretHashOf(code.hash) : '',
        code_challenge: grant.codeChallenge,
        code_expires_at: code?.expiresAt ?? grant.issuedAt,
        created_at: grant.issuedAt,
        front_token_hash: frontToken && secretHashOf(frontToken.hash),
        front_token_expires_at: frontToken?.expiresAt ?? null,
        claims: grant.claims && JSON.stringify(grant.claims),
        dpop_jkt: grant.dpopJkt,
        ends_at: grant.endsAt,
      }),

    /** One statement, unless the client may get a refresh token with it. */
    async redeem(redemption) {
      const { refreshToken, now } = redemption
      const id = grantIdOf(redemption.codeHash)
      const wanted = {
        ...redemption,
        id,
        codeHash: secretHashOf(redemption.codeHash),
        accessTokenHash: secretHashOf(redemption.accessTokenHash),
      }
      const refreshId = refreshToken && refreshIdOf(refreshToken.hash)
      if (!refreshToken || !refreshId) {
        const row = await grants.redeem(organizerId, wanted)
        return row ? redeemedGrant(row) : null
      }
      return db.transaction(async (q) => {
        const row = await grantStore(q).redeem(organizerId, wanted)
        if (row?.scope.split(' ').includes('offline_access')) {
          await refreshStore(q).insert(organizerId, {
            grant_id: id,
            id: refreshId,
            refresh_token_hash: secretHashOf(refreshToken.hash),
            refresh_token_expires_at: Math.min(refreshToken.expiresAt, row.ends_at),
            access_token_hash: null,
            access_token_expires_at: null,
            dpop_jkt: null,
            created_at: now,
          })
        }
        return row ? redeemedGrant(row) : null
      })
    },

    async explain(codeHash) {
      const row = await grants.byCode(organizerId, grantIdOf(codeHash), secretHashOf(codeHash))
      if (!row) return null
      return {
        client: row.sso_client_id,
        redirectUri: row.redirect_uri,
        codeChallenge: row.code_challenge,
        codeExpiresAt: row.code_expires_at,
        dpopJkt: row.dpop_jkt,
        isRedeemed: row.code_used_at !== null,
        isRevoked: row.revoked_at !== null,
      }
    },

    /** A replayed code is noted once: what it gave ends with the first replay. */
    async revoke(codeHash, now) {
      const [id, hash] = [grantIdOf(codeHash), secretHashOf(codeHash)]
      const state = await grants.byCode(organizerId, id, hash)
      const client = state && (await ssoClients.byId(organizerId, state.sso_client_id))
      await db.transaction(async (q) => {
        const ended = await endedGrantStore(q).byCode(organizerId, id, hash, now)
        if (!ended || !client) return
        await audit.record(q, organizerId, {
          action: 'foyer.ssoclient.code.replayed',
          actor: { type: 'system' },
          object: { type: 'ssoclient', id: client.id, name: client.name },
          detail: { subject: ended.subject },
        })
      })
    },

    findByAccessToken(accessTokenHash, now) {
      const [id, hash] = [grantIdOf(accessTokenHash), secretHashOf(accessTokenHash)]
      const refreshId = refreshIdOf(accessTokenHash)
      return refreshId === null
        ? ownToken(id, hash, now)
        : refreshes.findByAccessToken({ grantId: id, id: refreshId }, hash, now)
    },

    async endAccessToken(accessTokenHash, client, now) {
      const [grantId, hash] = [grantIdOf(accessTokenHash), secretHashOf(accessTokenHash)]
      const id = refreshIdOf(accessTokenHash)
      if (id === null) await grants.endAccessToken(organizerId, grantId, hash, client, now)
      else await refreshStore(db.q).endAccessToken(organizerId, { grantId, id }, hash, client, now)
    },

    rotate: refreshes.rotate,
    explainRefresh: refreshes.explainRefresh,
    findByRefreshToken: refreshes.findByRefreshToken,
    endFamily: refreshes.endFamily,

    async profile(accountId) {
      const row = await profileStore(db.q).byId(organizerId, accountId)
      return row ? profiles.read(row, accountId, null) : {}
    },
  }
}
