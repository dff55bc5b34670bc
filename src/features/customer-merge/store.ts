import type { CustomerEmailId, CustomerId, CustomerMergeId, OrganizerId } from '../../core/ids.ts'
import type { CustomerMergeTable } from '../../platform/db/account-tables.ts'
import type { Database } from '../../platform/db/db.ts'

const MOST_LISTED = 50

/** Accounts that became parts of others. Instants in ms. */
export function mergeStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, row: Omit<CustomerMergeTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('customer_merges')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** Merges into this account that were not undone, the latest first. */
    list: (organizerId: OrganizerId, kept: CustomerId) =>
      q
        .selectFrom('customer_merges as m')
        .innerJoin('customers as c', (join) =>
          join.onRef('c.organizer_id', '=', 'm.organizer_id').onRef('c.id', '=', 'm.removed_id'),
        )
        .select(['m.id', 'm.at', 'm.actor_name', 'm.snapshot', 'm.undo_until', 'c.identifier'])
        .where('m.organizer_id', '=', organizerId)
        .where('m.kept_id', '=', kept)
        .where('m.undone_at', 'is', null)
        .orderBy('m.at', 'desc')
        .limit(MOST_LISTED)
        .execute(),

    /** Uses a merge up for its undo; of several at once one gets it. What the undo needs is taken out of the row. */
    async take(organizerId: OrganizerId, id: CustomerMergeId, kept: CustomerId, now: number) {
      const row = await q
        .selectFrom('customer_merges')
        .select(['removed_id', 'snapshot', 'at'])
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('kept_id', '=', kept)
        .where('undone_at', 'is', null)
        .where('undo_until', '>', now)
        .executeTakeFirst()
      if (!row || row.snapshot === null) return null
      const result = await q
        .updateTable('customer_merges')
        .set({ undone_at: now, snapshot: null })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('undone_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n ? { removedId: row.removed_id, snapshot: row.snapshot, at: row.at } : null
    },

    /** Whether accounts were merged into this one after an instant: those have to be undone first. */
    async hasLater(organizerId: OrganizerId, kept: CustomerId, at: number): Promise<boolean> {
      const row = await q
        .selectFrom('customer_merges')
        .select('id')
        .where('organizer_id', '=', organizerId)
        .where('kept_id', '=', kept)
        .where('undone_at', 'is', null)
        .where('snapshot', 'is not', null)
        .where('at', '>', at)
        .executeTakeFirst()
      return row !== undefined
    },

    /** Accounts that are parts of this one. */
    async parts(organizerId: OrganizerId, kept: CustomerId) {
      return q
        .selectFrom('customers')
        .select(['id', 'identifier'])
        .where('organizer_id', '=', organizerId)
        .where('merged_into', '=', kept)
        .execute()
    },

    /** Parts of one account become parts of another. */
    async moveParts(organizerId: OrganizerId, from: CustomerId, into: CustomerId): Promise<void> {
      await q
        .updateTable('customers')
        .set({ merged_into: into })
        .where('organizer_id', '=', organizerId)
        .where('merged_into', '=', from)
        .execute()
    },

    /** Nothing of these merges can be brought back any more. */
    async forget(organizerId: OrganizerId, customer: CustomerId): Promise<void> {
      await q
        .updateTable('customer_merges')
        .set({ snapshot: null })
        .where('organizer_id', '=', organizerId)
        .where((eb) => eb.or([eb('kept_id', '=', customer), eb('removed_id', '=', customer)]))
        .execute()
    },

    /** The verified login address of the account that goes stays one of the person's addresses. */
    async keepAddress(
      organizerId: OrganizerId,
      address: { id: CustomerEmailId; customer: CustomerId; email: string; now: number },
    ): Promise<boolean> {
      const { id, customer, email, now } = address
      const result = await q
        .insertInto('customer_emails')
        .values({ organizer_id: organizerId, id, customer_id: customer, email, verified_at: now, created_at: now })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'customer_id', 'email']).doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    async dropAddress(organizerId: OrganizerId, customer: CustomerId, email: string): Promise<void> {
      await q
        .deleteFrom('customer_emails')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .where('email', '=', email)
        .execute()
    },
  }
}

/** Of all organizers: forgets what an undo would need where it is too late for one. */
export async function forgetOldSnapshots(q: Database, now: number): Promise<number> {
  const result = await q
    .updateTable('customer_merges')
    .set({ snapshot: null })
    .where('undo_until', '<=', now)
    .where('snapshot', 'is not', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
