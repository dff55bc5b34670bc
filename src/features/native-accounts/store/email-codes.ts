import type { Kysely, Selectable } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { StaffEmailCodeTable } from '../../../platform/db/staff-tables.ts'
import type { CodePurpose } from '../types.ts'

export type EmailCode = Selectable<StaffEmailCodeTable>

/** Codes that were sent to an address; one for each account and purpose. */
export function emailCodeStore(q: Kysely<Schema>) {
  return {
    /** Takes the place of the code before. */
    async put(row: StaffEmailCodeTable): Promise<void> {
      const { email, code_hash, tries_left, created_at, expires_at } = row
      await q
        .insertInto('staff_email_codes')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['user_id', 'purpose'])
            .doUpdateSet({ email, code_hash, tries_left, created_at, expires_at }),
        )
        .execute()
    },

    async find(userId: UserId, purpose: CodePurpose, now: number): Promise<EmailCode | null> {
      const row = await q
        .selectFrom('staff_email_codes')
        .selectAll()
        .where('user_id', '=', userId)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ?? null
    },

    /** Uses one try up; null when none is left. */
    async useTry(userId: UserId, purpose: CodePurpose, now: number): Promise<EmailCode | null> {
      const row = await q
        .updateTable('staff_email_codes')
        .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
        .where('user_id', '=', userId)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now)
        .where('tries_left', '>', 0)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },

    /** Takes exactly this code out; false when another request was faster. */
    async take(userId: UserId, purpose: CodePurpose, codeHash: string): Promise<boolean> {
      const row = await q
        .deleteFrom('staff_email_codes')
        .where('user_id', '=', userId)
        .where('purpose', '=', purpose)
        .where('code_hash', '=', codeHash)
        .returning('user_id')
        .executeTakeFirst()
      return row !== undefined
    },

    async deleteOf(userId: UserId): Promise<void> {
      await q.deleteFrom('staff_email_codes').where('user_id', '=', userId).execute()
    },

    async deleteExpired(now: number): Promise<number> {
      const result = await q.deleteFrom('staff_email_codes').where('expires_at', '<=', now).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
