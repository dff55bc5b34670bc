import type { UserId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { RecoveryCodesLeft } from '../types.ts'

/** Recovery codes of staff, as hashes. */
export function recoveryCodeStore(q: Database) {
  async function removeAll(userId: UserId): Promise<void> {
    await q.deleteFrom('staff_recovery_codes').where('user_id', '=', userId).execute()
  }

  /** Beside those that there are. @param now instant in ms */
  async function add(userId: UserId, hashes: readonly string[], now: number): Promise<void> {
    const rows = hashes.map((code_hash) => ({ user_id: userId, code_hash, created_at: now, used_at: null }))
    await q.insertInto('staff_recovery_codes').values(rows).execute()
  }

  return {
    removeAll,
    add,

    /** A new set in the place of the old one. @param now instant in ms */
    async replace(userId: UserId, hashes: readonly string[], now: number): Promise<void> {
      await removeAll(userId)
      await add(userId, hashes, now)
    },

    /** Uses one up. Of several at once one gets it. */
    async use(userId: UserId, hash: string, now: number): Promise<boolean> {
      const updated = await q
        .updateTable('staff_recovery_codes')
        .set({ used_at: now })
        .where('user_id', '=', userId)
        .where('code_hash', '=', hash)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async left(userId: UserId): Promise<RecoveryCodesLeft> {
      const rows = await q
        .selectFrom('staff_recovery_codes')
        .select(['created_at', 'used_at'])
        .where('user_id', '=', userId)
        .execute()
      const madeAt = rows.length === 0 ? null : Math.max(...rows.map((row) => row.created_at))
      return { left: rows.filter((row) => row.used_at === null).length, madeAt }
    },
  }
}
