import type { Kysely, Selectable } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { StaffPendingLoginTable } from '../../../platform/db/staff-tables.ts'

/** Logins that wait for their second factor. */
export function pendingLoginStore(q: Kysely<Schema>) {
  return {
    async insert(row: StaffPendingLoginTable): Promise<void> {
      await q.insertInto('staff_pending_logins').values(row).execute()
    },

    async find(idHash: string, now: number): Promise<Selectable<StaffPendingLoginTable> | null> {
      const row = await q
        .selectFrom('staff_pending_logins')
        .selectAll()
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ?? null
    },

    /** Uses one try up and answers how many are left; null when none was. */
    async useTry(idHash: string, now: number): Promise<number | null> {
      const row = await q
        .updateTable('staff_pending_logins')
        .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .where('tries_left', '>', 0)
        .returning('tries_left')
        .executeTakeFirst()
      return row?.tries_left ?? null
    },

    /** The login leaves the waiting room; null when another request was faster. */
    async take(idHash: string, now: number): Promise<Selectable<StaffPendingLoginTable> | null> {
      const row = await q
        .deleteFrom('staff_pending_logins')
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },

    async deleteOfUser(userId: UserId): Promise<void> {
      await q.deleteFrom('staff_pending_logins').where('user_id', '=', userId).execute()
    },

    /** Those that began with a session of the identity provider. */
    async deleteUpstream(backend: string, upstreamSession: string): Promise<void> {
      await q
        .deleteFrom('staff_pending_logins')
        .where('auth_backend', '=', backend)
        .where('upstream_session', '=', upstreamSession)
        .execute()
    },

    async deleteExpired(now: number): Promise<number> {
      const result = await q.deleteFrom('staff_pending_logins').where('expires_at', '<=', now).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
