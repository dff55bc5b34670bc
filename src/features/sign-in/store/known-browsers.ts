import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { KnownBrowserTable } from '../../../platform/db/credential-tables.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Browsers in which customers have logged in before. */
export function knownBrowserStore(q: Database) {
  return {
    /** Whether the account with this address knows a browser. One statement, for addresses without an account, too. */
    async isKnown(organizerId: OrganizerId, email: string, idHash: string): Promise<boolean> {
      const row = await q
        .selectFrom('known_browsers as b')
        .innerJoin('customers as c', (join) =>
          join.onRef('c.organizer_id', '=', 'b.organizer_id').onRef('c.id', '=', 'b.customer_id'),
        )
        .select('b.created_at')
        .where('b.organizer_id', '=', organizerId)
        .where('b.id_hash', '=', idHash)
        .where('c.email', '=', email)
        .executeTakeFirst()
      return row !== undefined
    },

    /** Notes another login in a known browser; false when the customer does not know it. */
    async touch(
      organizerId: OrganizerId,
      customerId: CustomerId,
      idHash: string,
      seen: Pick<KnownBrowserTable, 'user_agent' | 'ip_prefix' | 'last_used_at'>,
    ): Promise<boolean> {
      const result = await q
        .updateTable('known_browsers')
        .set(seen)
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id_hash', '=', idHash)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** False when another login in the same browser was quicker. */
    async insert(organizerId: OrganizerId, row: Omit<KnownBrowserTable, 'organizer_id'>): Promise<boolean> {
      const result = await q
        .insertInto('known_browsers')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'customer_id', 'id_hash']).doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** Whether the account was logged in to before. */
    async hasLoggedIn(organizerId: OrganizerId, customerId: CustomerId): Promise<boolean> {
      const row = await q
        .selectFrom('customers')
        .select('last_login_at')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customerId)
        .executeTakeFirst()
      return (row?.last_login_at ?? null) !== null
    },

    list: (organizerId: OrganizerId, customerId: CustomerId) =>
      q
        .selectFrom('known_browsers')
        .select(['id_hash', 'user_agent', 'ip_prefix', 'created_at', 'last_used_at', 'confirmed_at'])
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .orderBy('last_used_at', 'desc')
        .orderBy('id_hash')
        .limit(100)
        .execute(),

    async confirm(organizerId: OrganizerId, customerId: CustomerId, idHash: string, now: number): Promise<boolean> {
      const result = await q
        .updateTable('known_browsers')
        .set({ confirmed_at: now })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id_hash', '=', idHash)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    async forget(organizerId: OrganizerId, customerId: CustomerId, idHash: string): Promise<boolean> {
      const result = await q
        .deleteFrom('known_browsers')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id_hash', '=', idHash)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },

    async forgetAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('known_browsers')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },
  }
}

/** Of all organizers: forgets browsers that nobody used since `before`. */
export async function forgetUnusedBrowsers(q: Database, before: number): Promise<void> {
  await q.deleteFrom('known_browsers').where('last_used_at', '<', before).execute()
}
