import { type Kysely, sql } from 'kysely'
import type { OrganizerId, UserId } from '../../core/ids.ts'
import type { OrganizerTable, Schema } from '../../platform/db/schema.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import { readSettings } from './settings.ts'
import type { Organizer } from './types.ts'

export interface OrganizerQuery {
  /** Name or short form contains it; case does not matter. */
  readonly search?: string | undefined
  readonly limit: number
  /** Slug after which the page begins. */
  readonly after?: string | undefined
  /** Only those that this user is a member of. */
  readonly memberId?: UserId | undefined
}

/** Organizers are the tenants themselves, so these functions take no organizer unless they read what belongs to one. */
export function organizerStore(q: Kysely<Schema>) {
  async function complete(row: OrganizerTable | undefined): Promise<Organizer | null> {
    if (!row) return null
    const [settings, domains, logo] = await Promise.all([
      q.selectFrom('organizer_settings').select(['key', 'value']).where('organizer_id', '=', row.id).execute(),
      q
        .selectFrom('organizer_domains')
        .select('host')
        .where('organizer_id', '=', row.id)
        .orderBy('created_at')
        .execute(),
      q.selectFrom('organizer_logos').select('sha256').where('organizer_id', '=', row.id).executeTakeFirst(),
    ])
    return {
      id: row.id,
      slug: row.slug,
      name: row.name,
      locale: row.locale as Locale,
      timeZone: row.time_zone,
      brandColor: row.brand_color,
      tagline: row.tagline ?? '',
      logoHash: logo?.sha256 ?? null,
      domains: domains.map((domain) => domain.host),
      settings: readSettings(new Map(settings.map((row) => [row.key, row.value]))),
    }
  }

  return {
    async bySlug(slug: string): Promise<Organizer | null> {
      return complete(await q.selectFrom('organizers').selectAll().where('slug', '=', slug).executeTakeFirst())
    },

    async byId(organizerId: OrganizerId): Promise<Organizer | null> {
      return complete(await q.selectFrom('organizers').selectAll().where('id', '=', organizerId).executeTakeFirst())
    },

    async list(query: OrganizerQuery): Promise<OrganizerTable[]> {
      let select = q.selectFrom('organizers').selectAll('organizers').orderBy('slug').limit(query.limit)
      if (query.after) select = select.where('slug', '>', query.after)
      if (query.search) {
        const pattern = `%${query.search.toLowerCase().replace(/[!%_]/g, '!$&')}%`
        select = select.where(sql<boolean>`(slug like ${pattern} escape '!' or lower(name) like ${pattern} escape '!')`)
      }
      if (query.memberId) {
        const { memberId } = query
        select = select.where('organizers.id', 'in', (members) =>
          members.selectFrom('team_members').select('organizer_id').where('user_id', '=', memberId),
        )
      }
      return select.execute()
    },

    async allDomains(): Promise<{ host: string; slug: string }[]> {
      return q
        .selectFrom('organizer_domains')
        .innerJoin('organizers', 'organizers.id', 'organizer_domains.organizer_id')
        .select(['organizer_domains.host', 'organizers.slug'])
        .execute()
    },

    async insert(row: OrganizerTable): Promise<void> {
      await q.insertInto('organizers').values(row).execute()
    },

    async updateProperties(organizerId: OrganizerId, values: Partial<OrganizerTable>): Promise<void> {
      if (Object.keys(values).length === 0) return
      await q.updateTable('organizers').set(values).where('id', '=', organizerId).execute()
    },

    async putSetting(organizerId: OrganizerId, key: string, value: string): Promise<void> {
      await q
        .insertInto('organizer_settings')
        .values({ organizer_id: organizerId, key, value })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'key']).doUpdateSet({ value }))
        .execute()
    },

    async insertDomain(organizerId: OrganizerId, host: string, createdAt: number): Promise<void> {
      await q
        .insertInto('organizer_domains')
        .values({ organizer_id: organizerId, host, created_at: createdAt })
        .execute()
    },

    async deleteDomain(organizerId: OrganizerId, host: string): Promise<boolean> {
      const result = await q
        .deleteFrom('organizer_domains')
        .where('organizer_id', '=', organizerId)
        .where('host', '=', host)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },

    async putLogo(
      organizerId: OrganizerId,
      logo: { mediaType: string; data: Uint8Array; sha256: string },
    ): Promise<void> {
      const values = { media_type: logo.mediaType, data: logo.data, sha256: logo.sha256 }
      await q
        .insertInto('organizer_logos')
        .values({ organizer_id: organizerId, ...values })
        .onConflict((conflict) => conflict.column('organizer_id').doUpdateSet(values))
        .execute()
    },

    async deleteLogo(organizerId: OrganizerId): Promise<boolean> {
      const result = await q.deleteFrom('organizer_logos').where('organizer_id', '=', organizerId).executeTakeFirst()
      return result.numDeletedRows > 0n
    },

    async logo(organizerId: OrganizerId): Promise<{ mediaType: string; data: Uint8Array; sha256: string } | null> {
      const row = await q
        .selectFrom('organizer_logos')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .executeTakeFirst()
      return row ? { mediaType: row.media_type, data: row.data, sha256: row.sha256 } : null
    },
  }
}
