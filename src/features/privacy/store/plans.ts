import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { DueAccount } from '../types.ts'

/** Accounts whose owners asked for their deletion. */
export function planStore(q: Database) {
  return {
    /** False when a deletion is planned already, or the account is anonymised. @param dueAt instant in ms */
    async plan(organizerId: OrganizerId, id: CustomerId, dueAt: number): Promise<boolean> {
      const row = await q
        .updateTable('customers')
        .set({ deletion_due_at: dueAt })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('deletion_due_at', 'is', null)
        .where('email', 'is not', null)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async keep(organizerId: OrganizerId, id: CustomerId): Promise<boolean> {
      const row = await q
        .updateTable('customers')
        .set({ deletion_due_at: null })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('deletion_due_at', 'is not', null)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
  }
}

/** Of all organizers: accounts whose time has come, the one that waits longest first. @param now instant in ms */
export async function dueAccounts(q: Database, now: number, limit: number): Promise<DueAccount[]> {
  const rows = await q
    .selectFrom('customers')
    .select(['organizer_id', 'id'])
    .where('deletion_due_at', 'is not', null)
    .where('deletion_due_at', '<=', now)
    .orderBy('deletion_due_at')
    .limit(limit)
    .execute()
  return rows.map(({ organizer_id, id }) => ({ organizerId: organizer_id, id }))
}
