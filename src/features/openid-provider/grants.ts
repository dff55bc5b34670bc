import type { OrganizerId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { grantIdOf, secretHashOf } from '../../protocol/provider/handles.ts'
import type { GrantStore } from '../../protocol/provider/types.ts'
import type { Audit } from '../audit/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { profileOf } from './profile.ts'
import { grantStore } from './store/grants.ts'

interface GrantDeps {
  readonly platform: Platform
  readonly audit: Audit
  readonly ssoClients: Pick<SsoClients, 'byId'>
}

/** The codes and tokens of one organizer, as the protocol asks for them. */
export function organizerGrants({ platform, audit, ssoClients }: GrantDeps, organizerId: OrganizerId): GrantStore {
  const { db } = platform
  const grants = grantStore(db.q)

  return {
    issue: ({ client, session, ...grant }) =>
      grants.insert(organizerId, {
        id: grantIdOf(grant.codeHash),
        sso_client_id: client,
        customer_id: session.accountId,
        session_id: session.sid,
        subject: session.subject,
        scope: grant.scope,
        nonce: grant.nonce,
        redirect_uri: grant.redirectUri,
        auth_at: session.authTime,
        amr: session.amr.join(' '),
        code_hash: secretHashOf(grant.codeHash),
        code_challenge: grant.codeChallenge,
        code_expires_at: grant.codeExpiresAt,
        created_at: grant.issuedAt,
      }),

    async redeem(redemption) {
      const { codeHash, accessTokenHash } = redemption
      const row = await grants.redeem(organizerId, {
        ...redemption,
        id: grantIdOf(codeHash),
        codeHash: secretHashOf(codeHash),
        accessTokenHash: secretHashOf(accessTokenHash),
      })
      if (!row) return null
      const { subject, scope, nonce } = row
      const amr = row.amr === '' ? [] : row.amr.split(' ')
      return { subject, sid: row.session_id, scope, nonce, authTime: row.auth_at, amr }
    },

    async explain(codeHash) {
      const row = await grants.byCode(organizerId, grantIdOf(codeHash), secretHashOf(codeHash))
      if (!row) return null
      return {
        client: row.sso_client_id,
        redirectUri: row.redirect_uri,
        codeChallenge: row.code_challenge,
        codeExpiresAt: row.code_expires_at,
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
        const ended = await grantStore(q).revokeCode(organizerId, id, hash, now)
        if (!ended || !client) return
        await audit.record(q, organizerId, {
          action: 'foyer.ssoclient.code.replayed',
          actor: { type: 'system' },
          object: { type: 'ssoclient', id: client.id, name: client.name },
          detail: { subject: ended.subject },
        })
      })
    },

    async findByAccessToken(accessTokenHash, now) {
      const [id, hash] = [grantIdOf(accessTokenHash), secretHashOf(accessTokenHash)]
      const row = await grants.byAccessToken(organizerId, id, hash, now)
      return row ? { client: row.sso_client_id, subject: row.subject, scope: row.scope, profile: profileOf(row) } : null
    },
  }
}
