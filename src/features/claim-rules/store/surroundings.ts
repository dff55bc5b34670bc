import { z } from 'zod'
import type { CustomerIdentityId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { parseJson } from '../../../platform/db/json.ts'
import { isLocale, type Locale } from '../../../platform/i18n/i18n.ts'

const nameSchema = z.record(z.string(), z.string())

/** What rules need to know of organizers, providers and identities within a transaction. */
export function surroundingStore(q: Database) {
  return {
    /** Where an organizer is, and which language it speaks. */
    async place(organizerId: OrganizerId): Promise<{ id: OrganizerId; timeZone: string; locale: Locale } | null> {
      const row = await q
        .selectFrom('organizers')
        .select(['time_zone', 'locale'])
        .where('id', '=', organizerId)
        .executeTakeFirst()
      return row ? { id: organizerId, timeZone: row.time_zone, locale: isLocale(row.locale) ? row.locale : 'en' } : null
    },

    /** The names of a provider; nobody else adds rules to it until the transaction ends. Null when there is none. */
    async holdProvider(organizerId: OrganizerId, id: SsoProviderId): Promise<Readonly<Record<string, string>> | null> {
      const row = await q
        .updateTable('sso_providers')
        .set(({ ref }) => ({ modified_at: ref('modified_at') }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .returning('name')
        .executeTakeFirst()
      return row ? parseJson(nameSchema, row.name, 'sso_providers.name') : null
    },

    /** People at a provider, whoever logged in last first. */
    async recent(organizerId: OrganizerId, providerId: SsoProviderId, limit: number): Promise<CustomerIdentityId[]> {
      const rows = await q
        .selectFrom('customer_identities')
        .select('id')
        .where('organizer_id', '=', organizerId)
        .where('provider_id', '=', providerId)
        .where('last_login_at', 'is not', null)
        .orderBy('last_login_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}
