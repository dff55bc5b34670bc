import { type ExpressionBuilder, sql } from 'kysely'
import type { CustomerId, CustomerSessionId, OrganizerId, SsoClientId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'

/** An app that somebody used in a session. */
export interface Participant {
  readonly sessionId: CustomerSessionId
  readonly client: SsoClientId
  /** The `sub` that the app knows. */
  readonly subject: string
  readonly backchannelLogoutUri: string | null
}

/** What apps got in sessions of a customer. */
export function sessionGrantStore(q: Database) {
  const ofSessions =
    (organizerId: OrganizerId, customerId: CustomerId, sessions: readonly CustomerSessionId[]) =>
    (eb: ExpressionBuilder<Schema, 'sso_grants'>) =>
      eb.and([
        eb('sso_grants.organizer_id', '=', organizerId),
        eb('sso_grants.customer_id', '=', customerId),
        eb('sso_grants.session_id', 'in', sessions),
      ])

  return {
    /** Apps that are switched on, once for each session, in the order in which they came. */
    async participants(
      organizerId: OrganizerId,
      customerId: CustomerId,
      sessions: readonly CustomerSessionId[],
    ): Promise<Participant[]> {
      if (sessions.length === 0) return []
      const rows = await q
        .selectFrom('sso_grants')
        .innerJoin('sso_clients as c', (join) =>
          join
            .onRef('c.organizer_id', '=', 'sso_grants.organizer_id')
            .onRef('c.id', '=', 'sso_grants.sso_client_id')
            .on('c.is_active', '=', true),
        )
        .select(['sso_grants.session_id', 'sso_grants.sso_client_id', 'sso_grants.subject', 'c.backchannel_logout_uri'])
        .where(ofSessions(organizerId, customerId, sessions))
        .orderBy('sso_grants.id')
        .execute()
      const found = new Map<string, Participant>()
      for (const { session_id: sessionId, sso_client_id: client, subject, backchannel_logout_uri } of rows) {
        if (sessionId === null) continue
        const one = { sessionId, client, subject, backchannelLogoutUri: backchannel_logout_uri }
        found.set(`${sessionId} ${client}`, one)
      }
      return [...found.values()]
    },

    /** Ends what was given for these sessions only; what was given for offline use stays. Back-Channel Logout 1.0, 2.7. */
    async endOnlineGrants(
      organizerId: OrganizerId,
      customerId: CustomerId,
      sessions: readonly CustomerSessionId[],
      now: number,
    ): Promise<void> {
      if (sessions.length === 0) return
      await q
        .updateTable('sso_grants')
        .set({ revoked_at: now })
        .where(ofSessions(organizerId, customerId, sessions))
        .where('revoked_at', 'is', null)
        .where(sql<boolean>`' ' || scope || ' ' not like '% offline_access %'`)
        .execute()
    },
  }
}
