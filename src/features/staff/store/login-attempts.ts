import type { Kysely, Selectable } from 'kysely'
import type { Schema } from '../../../platform/db/schema.ts'
import type { StaffLoginAttemptTable } from '../../../platform/db/staff-tables.ts'

/** Logins that are under way elsewhere. */
export function loginAttemptStore(q: Kysely<Schema>) {
  return {
    async insert(row: StaffLoginAttemptTable): Promise<void> {
      await q.insertInto('staff_login_attempts').values(row).execute()
    },

    /** Takes it out, for one use and only by the browser that set out. */
    async take(
      stateHash: string,
      by: { backend: string; browserHash: string; now: number },
    ): Promise<Selectable<StaffLoginAttemptTable> | null> {
      const row = await q
        .deleteFrom('staff_login_attempts')
        .where('state_hash', '=', stateHash)
        .where('auth_backend', '=', by.backend)
        .where('browser_hash', '=', by.browserHash)
        .where('expires_at', '>', by.now)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },

    /** Deletes the oldest ones of a browser, so that it never has more than `keep`. */
    async trim(browserHash: string, keep: number): Promise<void> {
      await q
        .deleteFrom('staff_login_attempts')
        .where('state_hash', 'in', (old) =>
          old
            .selectFrom('staff_login_attempts')
            .select('state_hash')
            .where('browser_hash', '=', browserHash)
            .orderBy('created_at', 'desc')
            .orderBy('state_hash')
            .offset(keep)
            .limit(keep),
        )
        .execute()
    },

    async deleteExpired(now: number): Promise<number> {
      const result = await q.deleteFrom('staff_login_attempts').where('expires_at', '<=', now).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
