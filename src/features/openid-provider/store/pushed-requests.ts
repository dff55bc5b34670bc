import { sql } from 'kysely'
import type { OrganizerId, PushedRequestId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { PushedRequestTable } from '../../../platform/db/provider-tables.ts'

/** Authorization requests that were sent ahead. Instants in ms. */
export function pushedRequestStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, row: Omit<PushedRequestTable, 'organizer_id' | 'used_at'>): Promise<void> {
      await q
        .insertInto('pushed_requests')
        .values({ ...row, organizer_id: organizerId, used_at: null })
        .execute()
    },

    find: (organizerId: OrganizerId, id: PushedRequestId, secretHash: string) =>
      q
        .selectFrom('pushed_requests')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst(),

    /** Of two uses at once, the second finds it used. */
    async use(organizerId: OrganizerId, id: PushedRequestId, secretHash: string, now: number): Promise<boolean> {
      const result = await q
        .updateTable('pushed_requests')
        .set({ used_at: now })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('secret_hash', '=', secretHash)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Removes those that name an address in any way in which an app may have encoded it. @param email in lower case */
    async forgetHint(organizerId: OrganizerId, email: string): Promise<void> {
      const written = [email, encodeURIComponent(email), new URLSearchParams({ _: email }).toString().slice(2)]
      const params = sql<string>`lower(params)`
      await q
        .deleteFrom('pushed_requests')
        .where('organizer_id', '=', organizerId)
        .where(({ or, eb }) =>
          or(written.map((text) => eb(sql`replace(${params}, ${text.toLowerCase()}, '')`, '!=', params))),
        )
        .execute()
    },

    /** Removes those of all organizers that expired before, `limit` at most; answers how many. */
    async deleteExpiredBefore(instant: number, limit: number): Promise<number> {
      const oldest = q
        .selectFrom('pushed_requests')
        .select(['organizer_id', 'id'])
        .where('expires_at', '<', instant)
        .orderBy('expires_at')
        .limit(limit)
      const result = await q
        .deleteFrom('pushed_requests')
        .where(({ eb, refTuple }) => eb(refTuple('organizer_id', 'id'), 'in', oldest.$asTuple('organizer_id', 'id')))
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
