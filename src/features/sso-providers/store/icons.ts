import type { OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { ProviderIcon } from '../icon.ts'

export function providerIconStore(q: Database) {
  return {
    async put(organizerId: OrganizerId, id: SsoProviderId, icon: ProviderIcon): Promise<void> {
      const values = { media_type: icon.mediaType, data: icon.data, sha256: icon.sha256 }
      await q
        .insertInto('sso_provider_icons')
        .values({ organizer_id: organizerId, provider_id: id, ...values })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'provider_id']).doUpdateSet(values))
        .execute()
    },

    async remove(organizerId: OrganizerId, id: SsoProviderId): Promise<void> {
      await q
        .deleteFrom('sso_provider_icons')
        .where('organizer_id', '=', organizerId)
        .where('provider_id', '=', id)
        .execute()
    },

    /** The icon of the provider with this slug. */
    async find(organizerId: OrganizerId, slug: string): Promise<{ data: Uint8Array; sha256: string } | null> {
      const row = await q
        .selectFrom('sso_provider_icons as icon')
        .innerJoin('sso_providers as provider', (join) =>
          join.onRef('provider.organizer_id', '=', 'icon.organizer_id').onRef('provider.id', '=', 'icon.provider_id'),
        )
        .select(['icon.data', 'icon.sha256'])
        .where('icon.organizer_id', '=', organizerId)
        .where('provider.slug', '=', slug)
        .executeTakeFirst()
      return row ?? null
    },
  }
}
