import type { Selectable, Updateable } from 'kysely'
import type { OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { SsoProviderTable } from '../../../platform/db/provider-login-tables.ts'

export type ProviderRow = Selectable<SsoProviderTable>

const MOST = 200

/** Providers of one organizer at a time. */
export function ssoProviderStore(q: Database) {
  const ofOrganizer = (organizerId: OrganizerId) =>
    q.selectFrom('sso_providers').selectAll().where('organizer_id', '=', organizerId)

  return {
    async byId(organizerId: OrganizerId, id: SsoProviderId): Promise<ProviderRow | null> {
      return (await ofOrganizer(organizerId).where('id', '=', id).executeTakeFirst()) ?? null
    },

    async bySlug(organizerId: OrganizerId, slug: string): Promise<ProviderRow | null> {
      return (await ofOrganizer(organizerId).where('slug', '=', slug).executeTakeFirst()) ?? null
    },

    /** The one made first first. */
    async list(organizerId: OrganizerId): Promise<ProviderRow[]> {
      return ofOrganizer(organizerId).orderBy('created_at').orderBy('id').limit(MOST).execute()
    },

    async slugs(organizerId: OrganizerId): Promise<string[]> {
      const rows = await q.selectFrom('sso_providers').select('slug').where('organizer_id', '=', organizerId).execute()
      return rows.map(({ slug }) => slug)
    },

    async count(organizerId: OrganizerId): Promise<number> {
      const row = await q
        .selectFrom('sso_providers')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('organizer_id', '=', organizerId)
        .executeTakeFirst()
      return Number(row?.n ?? 0)
    },

    async insert(organizerId: OrganizerId, row: Omit<SsoProviderTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('sso_providers')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    async update(organizerId: OrganizerId, id: SsoProviderId, columns: Updateable<SsoProviderTable>): Promise<void> {
      await q
        .updateTable('sso_providers')
        .set(columns)
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },

    async remove(organizerId: OrganizerId, id: SsoProviderId): Promise<void> {
      await q.deleteFrom('sso_providers').where('organizer_id', '=', organizerId).where('id', '=', id).execute()
    },
  }
}
