import type { Kysely } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { StaffLoginSourceTable } from '../../../platform/db/staff-tables.ts'

/** Kinds of browsers that accounts of the installation logged in with. */
export function loginSourceStore(q: Kysely<Schema>) {
  return {
    async isKnown(userId: UserId, source: string): Promise<boolean> {
      const row = await q
        .selectFrom('staff_login_sources')
        .select('source')
        .where('user_id', '=', userId)
        .where('source', '=', source)
        .executeTakeFirst()
      return row !== undefined
    },

    /** False when it is there already. */
    async add(row: StaffLoginSourceTable): Promise<boolean> {
      const result = await q
        .insertInto('staff_login_sources')
        .values(row)
        .onConflict((conflict) => conflict.columns(['user_id', 'source']).doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** False when it is not there. */
    async touch(userId: UserId, source: string, at: number): Promise<boolean> {
      const result = await q
        .updateTable('staff_login_sources')
        .set({ last_seen_at: at })
        .where('user_id', '=', userId)
        .where('source', '=', source)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Whether this user has others than this one. */
    async hasOthers(userId: UserId, source: string): Promise<boolean> {
      const row = await q
        .selectFrom('staff_login_sources')
        .select('source')
        .where('user_id', '=', userId)
        .where('source', '!=', source)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },

    /** Answers how many. */
    async deleteUnusedSince(at: number): Promise<number> {
      const result = await q.deleteFrom('staff_login_sources').where('last_seen_at', '<', at).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
