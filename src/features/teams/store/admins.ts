import type { Kysely } from 'kysely'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import type { TeamMember } from '../types.ts'
import { hasFactor, personColumns } from './person.ts'

/** Administrators of the installation: they belong to no organizer. */
export function adminStore(q: Kysely<Schema>) {
  return {
    async list(limit: number): Promise<Omit<TeamMember, 'sources'>[]> {
      const rows = await personColumns(q)
        .where('u.is_admin', '=', true)
        .where('u.is_active', '=', true)
        .orderBy('u.email')
        .limit(limit)
        .execute()
      return rows.map(hasFactor)
    },

    /** Those who can be written to. */
    async recipients(limit: number): Promise<{ email: string; fullname: string; locale: Locale; timeZone: string }[]> {
      const rows = await q
        .selectFrom('users')
        .select(['email', 'fullname', 'locale', 'time_zone as timeZone'])
        .where('is_admin', '=', true)
        .where('is_active', '=', true)
        .orderBy('email')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ ...row, locale: row.locale as Locale }))
    },
  }
}
