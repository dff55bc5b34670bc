import type { Kysely, Selectable } from 'kysely'
import type { Schema } from '../../../platform/db/schema.ts'
import type { StaffRegistrationTable } from '../../../platform/db/staff-tables.ts'

export type PendingRegistration = Selectable<StaffRegistrationTable>

/** Accounts that somebody asked for and nobody has confirmed. */
export function registrationStore(q: Kysely<Schema>) {
  return {
    async insert(row: StaffRegistrationTable): Promise<void> {
      await q.insertInto('staff_registrations').values(row).execute()
    },

    async find(tokenHash: string, now: number): Promise<PendingRegistration | null> {
      const row = await q
        .selectFrom('staff_registrations')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ?? null
    },

    /** Takes it out, for one use. */
    async take(tokenHash: string, now: number): Promise<PendingRegistration | null> {
      const row = await q
        .deleteFrom('staff_registrations')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },

    async deleteOf(email: string): Promise<void> {
      await q.deleteFrom('staff_registrations').where('email', '=', email).execute()
    },

    async deleteExpired(now: number): Promise<number> {
      const result = await q.deleteFrom('staff_registrations').where('expires_at', '<=', now).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
