import type { Kysely } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { StaffPasswordHistoryTable } from '../../../platform/db/staff-tables.ts'

/** The latest passwords of staff accounts, the one in force among them. */
export function passwordHistoryStore(q: Kysely<Schema>) {
  return {
    /** Hashes, the newest first. */
    async latest(userId: UserId, count: number): Promise<string[]> {
      const rows = await q
        .selectFrom('staff_password_history')
        .select('password_hash')
        .where('user_id', '=', userId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(count)
        .execute()
      return rows.map((row) => row.password_hash)
    },

    /** Adds one and keeps the newest `keep`. */
    async add(row: StaffPasswordHistoryTable, keep: number): Promise<void> {
      await q.insertInto('staff_password_history').values(row).execute()
      await q
        .deleteFrom('staff_password_history')
        .where('user_id', '=', row.user_id)
        .where('id', 'not in', (newest) =>
          newest
            .selectFrom('staff_password_history')
            .select('id')
            .where('user_id', '=', row.user_id)
            .orderBy('created_at', 'desc')
            .orderBy('id', 'desc')
            .limit(keep),
        )
        .execute()
    },
  }
}
