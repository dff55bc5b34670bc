import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Which apps hold something of a customer. Instants in ms. */
export function connectedAppStore(q: Database) {
  return {
    /** For each app with grants that were not ended: when the last code or token was given, and whether a refresh token lives. */
    async list(organizerId: OrganizerId, customer: CustomerId, now: number) {
      const grants = await q
        .selectFrom('sso_grants as g')
        .select(({ fn }) => [
          'g.sso_client_id',
          fn.max('g.created_at').as('granted_at'),
          fn.max('g.code_used_at').as('redeemed_at'),
        ])
        .where('g.organizer_id', '=', organizerId)
        .where('g.customer_id', '=', customer)
        .where('g.revoked_at', 'is', null)
        .groupBy('g.sso_client_id')
        .execute()
      const refreshes = await q
        .selectFrom('sso_grants as g')
        .innerJoin('sso_refreshes as r', (join) =>
          join.onRef('r.organizer_id', '=', 'g.organizer_id').onRef('r.grant_id', '=', 'g.id'),
        )
        .select(({ fn, eb }) => [
          'g.sso_client_id',
          fn.max('r.created_at').as('refreshed_at'),
          fn
            .max(
              eb.case().when('r.used_at', 'is', null).then(eb.ref('r.refresh_token_expires_at')).else(eb.lit(0)).end(),
            )
            .as('alive_until'),
        ])
        .where('g.organizer_id', '=', organizerId)
        .where('g.customer_id', '=', customer)
        .where('g.revoked_at', 'is', null)
        .where('g.ends_at', '>', now)
        .groupBy('g.sso_client_id')
        .execute()
      const byClient = new Map(refreshes.map((row) => [row.sso_client_id, row]))
      return grants.map(({ sso_client_id, granted_at, redeemed_at }) => {
        const refresh = byClient.get(sso_client_id)
        const used = [granted_at, redeemed_at, refresh?.refreshed_at].map((instant) => Number(instant ?? 0))
        return {
          client: sso_client_id,
          lastUsedAt: Math.max(...used),
          staysConnected: Number(refresh?.alive_until ?? 0) > now,
        }
      })
    },
  }
}
