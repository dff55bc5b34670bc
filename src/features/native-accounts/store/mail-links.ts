import type { Kysely, Selectable } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { StaffMailLinkTable } from '../../../platform/db/staff-tables.ts'

export type LinkPurpose = 'password_reset'
export type StaffMailLink = Selectable<StaffMailLinkTable>

/** Which link, in every respect that counts. */
interface Key {
  readonly userId: UserId
  readonly purpose: LinkPurpose
  readonly tokenHash: string
  readonly now: number
}

/** Links in mails to staff, each for one account, one purpose and one use. */
export function staffMailLinkStore(q: Kysely<Schema>) {
  return {
    /** Until the end of the transaction nobody else counts or replaces links of this account. */
    async lockUser(userId: UserId): Promise<void> {
      await q
        .updateTable('users')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('id', '=', userId)
        .execute()
    },

    /** How many were sent since then. */
    async countSince(userId: UserId, purpose: LinkPurpose, since: number): Promise<number> {
      const row = await q
        .selectFrom('staff_mail_links')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('user_id', '=', userId)
        .where('purpose', '=', purpose)
        .where('created_at', '>', since)
        .executeTakeFirstOrThrow()
      return Number(row.count)
    },

    async insert(row: StaffMailLinkTable): Promise<void> {
      await q.insertInto('staff_mail_links').values(row).execute()
    },

    /** Those that could be used end; they still count as sent. */
    async end(userId: UserId, purpose: LinkPurpose, now: number): Promise<void> {
      await q
        .updateTable('staff_mail_links')
        .set({ expires_at: now })
        .where('user_id', '=', userId)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .execute()
    },

    async find({ userId, purpose, tokenHash, now }: Key): Promise<StaffMailLink | null> {
      const row = await q
        .selectFrom('staff_mail_links')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('user_id', '=', userId)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ?? null
    },

    /** Uses it up; null when another request was faster. */
    async redeem({ userId, purpose, tokenHash, now }: Key): Promise<StaffMailLink | null> {
      const row = await q
        .updateTable('staff_mail_links')
        .set({ used_at: now })
        .where('token_hash', '=', tokenHash)
        .where('user_id', '=', userId)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },

    async deleteMadeBefore(instant: number): Promise<number> {
      const result = await q.deleteFrom('staff_mail_links').where('created_at', '<', instant).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
