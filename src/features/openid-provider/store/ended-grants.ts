import type { CustomerId, GrantId, OrganizerId, SsoClientId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Ends grants: their codes, access tokens and refresh tokens are good for nothing from then on. Instants in ms. */
export function endedGrantStore(q: Database) {
  const live = (organizerId: OrganizerId, now: number) =>
    q
      .updateTable('sso_grants')
      .set({ revoked_at: now })
      .where('organizer_id', '=', organizerId)
      .where('revoked_at', 'is', null)

  return {
    /** Whose grant it was that ended now; null when it was unknown or had ended before. */
    async byCode(organizerId: OrganizerId, id: GrantId, codeHash: string, now: number) {
      const row = await live(organizerId, now)
        .where('id', '=', id)
        .where('code_hash', '=', codeHash)
        .returning(['sso_client_id', 'subject'])
        .executeTakeFirst()
      return row ?? null
    },

    /** As `byCode`, for the grant of any of its refresh tokens. */
    async byRefreshToken(organizerId: OrganizerId, id: GrantId, refreshTokenHash: string, now: number) {
      const row = await live(organizerId, now)
        .where('id', '=', id)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('sso_refreshes')
              .select('sso_refreshes.id')
              .whereRef('sso_refreshes.organizer_id', '=', 'sso_grants.organizer_id')
              .whereRef('sso_refreshes.grant_id', '=', 'sso_grants.id')
              .where('sso_refreshes.refresh_token_hash', '=', refreshTokenHash),
          ),
        )
        .returning(['sso_client_id', 'subject'])
        .executeTakeFirst()
      return row ?? null
    },

    async ofClient(organizerId: OrganizerId, client: SsoClientId, now: number): Promise<void> {
      await live(organizerId, now).where('sso_client_id', '=', client).execute()
    },

    async ofCustomer(organizerId: OrganizerId, customer: CustomerId, now: number): Promise<void> {
      await live(organizerId, now).where('customer_id', '=', customer).execute()
    },

    /** Forgets what apps asked for in their requests about a customer. */
    async forgetRequests(organizerId: OrganizerId, customer: CustomerId): Promise<void> {
      await q
        .updateTable('sso_grants')
        .set({ claims: null, nonce: null })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .execute()
    },

    /** What one app holds of one customer; answers how many grants ended now. */
    async ofCustomerAtClient(organizerId: OrganizerId, customer: CustomerId, client: SsoClientId, now: number) {
      const result = await live(organizerId, now)
        .where('customer_id', '=', customer)
        .where('sso_client_id', '=', client)
        .executeTakeFirst()
      return Number(result.numUpdatedRows)
    },

    /**
     * Removes grants of all organizers that ended before, `limit` at most; answers how many. The latest one of an app stays as
     * long as the session lives: it says whom to tell of the logout. That the app knows the person stays written down.
     */
    async deleteEndedBefore(instant: number, limit: number): Promise<number> {
      const oldest = q
        .selectFrom('sso_grants as g')
        .select(['g.organizer_id', 'g.id'])
        .where('g.ends_at', '<', instant)
        .where(({ or, not, exists, selectFrom }) =>
          or([
            not(exists(selectFrom('customer_sessions as s').select('s.id').whereRef('s.id', '=', 'g.session_id'))),
            exists(
              selectFrom('sso_grants as later')
                .select('later.id')
                .whereRef('later.organizer_id', '=', 'g.organizer_id')
                .whereRef('later.customer_id', '=', 'g.customer_id')
                .whereRef('later.session_id', '=', 'g.session_id')
                .whereRef('later.sso_client_id', '=', 'g.sso_client_id')
                .whereRef('later.id', '>', 'g.id'),
            ),
          ]),
        )
        .orderBy('g.ends_at')
        .limit(limit)
      const ended = await q
        .deleteFrom('sso_grants')
        .where(({ eb, refTuple }) => eb(refTuple('organizer_id', 'id'), 'in', oldest.$asTuple('organizer_id', 'id')))
        .returning(['organizer_id', 'customer_id', 'sso_client_id'])
        .execute()
      for (const { organizer_id, customer_id, sso_client_id } of ended) {
        await q
          .insertInto('sso_subjects')
          .columns(['organizer_id', 'customer_id', 'sso_client_id', 'identifier'])
          .expression(
            q
              .selectFrom('customers')
              .select(({ val }) => ['organizer_id', 'id', val(sso_client_id).as('sso_client_id'), 'identifier'])
              .where('organizer_id', '=', organizer_id)
              .where('id', '=', customer_id),
          )
          .onConflict((conflict) => conflict.columns(['organizer_id', 'customer_id', 'sso_client_id']).doNothing())
          .execute()
      }
      return ended.length
    },
  }
}
