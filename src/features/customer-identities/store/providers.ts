import type { CustomerIdentityId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Whether providers may vouch for people, as a transaction sees it. */
export function vouchingStore(q: Database) {
  return {
    async isActive(organizerId: OrganizerId, id: SsoProviderId): Promise<boolean> {
      const row = await q
        .selectFrom('sso_providers')
        .select('is_active')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.is_active ?? false
    },

    /** Whether the identity is there still, and its provider active. */
    async isAlive(organizerId: OrganizerId, id: CustomerIdentityId): Promise<boolean> {
      const row = await q
        .selectFrom('customer_identities as i')
        .innerJoin('sso_providers as p', (join) =>
          join.onRef('p.organizer_id', '=', 'i.organizer_id').onRef('p.id', '=', 'i.provider_id'),
        )
        .select('p.is_active')
        .where('i.organizer_id', '=', organizerId)
        .where('i.id', '=', id)
        .executeTakeFirst()
      return row?.is_active ?? false
    },
  }
}
