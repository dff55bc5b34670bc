import type { Kysely } from 'kysely'
import type { OrganizerId } from '../../core/ids.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { MailText } from './types.ts'

interface Stored extends MailText {
  readonly key: string
  readonly locale: Locale
  /** ms */
  readonly modifiedAt: number
}

/** Texts of mails as organizers wrote them. */
export function mailTextStore(q: Kysely<Schema>) {
  return {
    /** By `key locale`. */
    async all(organizerId: OrganizerId): Promise<Map<string, MailText>> {
      const rows = await q
        .selectFrom('mail_texts')
        .select(['key', 'locale', 'subject', 'body'])
        .where('organizer_id', '=', organizerId)
        .execute()
      return new Map(rows.map(({ key, locale, subject, body }) => [`${key} ${locale}`, { subject, body }]))
    },

    async find(organizerId: OrganizerId, key: string, locale: Locale): Promise<MailText | null> {
      const row = await q
        .selectFrom('mail_texts')
        .select(['subject', 'body'])
        .where('organizer_id', '=', organizerId)
        .where('key', '=', key)
        .where('locale', '=', locale)
        .executeTakeFirst()
      return row ?? null
    },

    async put(organizerId: OrganizerId, { key, locale, subject, body, modifiedAt }: Stored): Promise<void> {
      const values = { subject, body, modified_at: modifiedAt }
      await q
        .insertInto('mail_texts')
        .values({ organizer_id: organizerId, key, locale, ...values })
        .onConflict((oc) => oc.columns(['organizer_id', 'key', 'locale']).doUpdateSet(values))
        .execute()
    },

    async remove(organizerId: OrganizerId, key: string, locale: Locale): Promise<void> {
      await q
        .deleteFrom('mail_texts')
        .where('organizer_id', '=', organizerId)
        .where('key', '=', key)
        .where('locale', '=', locale)
        .execute()
    },
  }
}
