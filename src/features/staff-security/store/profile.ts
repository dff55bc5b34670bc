import type { Kysely } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Locale } from '../../../platform/i18n/i18n.ts'

/** What people say about themselves in their own account. */
export interface OwnProfile {
  readonly fullname: string
  readonly locale: Locale
  /** IANA name */
  readonly timeZone: string
}

/** Staff accounts belong to the installation, not to an organizer. */
export function profileStore(q: Kysely<Schema>) {
  return {
    async save(id: UserId, { fullname, locale, timeZone }: OwnProfile, at: number): Promise<void> {
      await q
        .updateTable('users')
        .set({ fullname, locale, time_zone: timeZone, modified_at: at })
        .where('id', '=', id)
        .execute()
    },
  }
}
