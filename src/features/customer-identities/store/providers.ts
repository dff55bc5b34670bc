import { z } from 'zod'
import type { CustomerId, CustomerIdentityId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { parseJson } from '../../../platform/db/json.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import type { SyncedField } from '../../sso-providers/index.ts'
import { readFields } from './row.ts'

const syncSchema = z.object({ sync: z.record(z.string(), z.string()).default({}) })

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

    /** Fields of an account that active providers decide, but for one of them. */
    async ownedByOthers(
      organizerId: OrganizerId,
      customerId: CustomerId,
      except: SsoProviderId,
    ): Promise<ReadonlySet<SyncedField>> {
      const rows = await q
        .selectFrom('customer_identities as i')
        .innerJoin('sso_providers as p', (join) =>
          join.onRef('p.organizer_id', '=', 'i.organizer_id').onRef('p.id', '=', 'i.provider_id'),
        )
        .select(['i.owned_fields', 'p.settings'])
        .where('i.organizer_id', '=', organizerId)
        .where('i.customer_id', '=', customerId)
        .where('i.provider_id', '<>', except)
        .where('p.is_active', '=', true)
        .execute()
      return new Set(
        rows.flatMap(({ owned_fields, settings }) => {
          const { sync } = parseJson(syncSchema, settings, 'sso_providers.settings')
          return readFields(owned_fields).filter((field) => sync[field] === 'always')
        }),
      )
    },

    /**
     * Whether the identity is there still, and its provider active; on PostgreSQL nobody changes either until the transaction ends, and
     * on SQLite nobody could. Whoever ends both ends the sessions that come of this, too.
     */
    async isAlive(organizerId: OrganizerId, id: CustomerIdentityId): Promise<boolean> {
      const query = q
        .selectFrom('customer_identities as i')
        .innerJoin('sso_providers as p', (join) =>
          join.onRef('p.organizer_id', '=', 'i.organizer_id').onRef('p.id', '=', 'i.provider_id'),
        )
        .select('p.is_active')
        .where('i.organizer_id', '=', organizerId)
        .where('i.id', '=', id)
      const row = await (kindOf(q) === 'postgres' ? query.forShare() : query).executeTakeFirst()
      return row?.is_active ?? false
    },
  }
}
