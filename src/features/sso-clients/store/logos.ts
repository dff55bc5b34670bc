import type { Kysely } from 'kysely'
import type { OrganizerId, SsoClientId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { ClientLogo } from '../logo.ts'

export function ssoClientLogoStore(q: Kysely<Schema>) {
  return {
    async put(organizerId: OrganizerId, id: SsoClientId, logo: ClientLogo): Promise<void> {
      const values = { media_type: logo.mediaType, data: logo.data, sha256: logo.sha256 }
      await q
        .insertInto('sso_client_logos')
        .values({ organizer_id: organizerId, sso_client_id: id, ...values })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'sso_client_id']).doUpdateSet(values))
        .execute()
    },

    async remove(organizerId: OrganizerId, id: SsoClientId): Promise<void> {
      await q
        .deleteFrom('sso_client_logos')
        .where('organizer_id', '=', organizerId)
        .where('sso_client_id', '=', id)
        .execute()
    },

    /** The logo of the client with this OAuth `client_id`. */
    async find(
      organizerId: OrganizerId,
      clientId: string,
    ): Promise<{ mediaType: string; data: Uint8Array; sha256: string } | null> {
      const row = await q
        .selectFrom('sso_client_logos as logo')
        .innerJoin('sso_clients as client', (join) =>
          join.onRef('client.organizer_id', '=', 'logo.organizer_id').onRef('client.id', '=', 'logo.sso_client_id'),
        )
        .select(['logo.media_type', 'logo.data', 'logo.sha256'])
        .where('logo.organizer_id', '=', organizerId)
        .where('client.client_id', '=', clientId)
        .executeTakeFirst()
      return row ? { mediaType: row.media_type, data: row.data, sha256: row.sha256 } : null
    },
  }
}
