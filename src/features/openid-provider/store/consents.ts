import type { CustomerId, OrganizerId, SsoClientId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { type Params, prepare } from '../../../platform/db/prepared.ts'
import type { SsoConsentTable } from '../../../platform/db/provider-tables.ts'

interface FindParams {
  organizerId: OrganizerId
  customer: CustomerId
  client: SsoClientId
}

const findConsent = prepare((q: Database, p: Params<FindParams>) =>
  q
    .selectFrom('sso_consents')
    .select(['scope', 'claims', 'created_at', 'updated_at'])
    .where('organizer_id', '=', p('organizerId'))
    .where('customer_id', '=', p('customer'))
    .where('sso_client_id', '=', p('client')),
)

/** What customers allowed apps. Instants in ms. */
export function consentStore(q: Database) {
  return {
    find: (organizerId: OrganizerId, customer: CustomerId, client: SsoClientId) =>
      findConsent.first(q, { organizerId, customer, client }),

    /** Until the transaction ends, nobody else changes what this customer allows. */
    async lockCustomer(organizerId: OrganizerId, customer: CustomerId): Promise<void> {
      await q
        .updateTable('customers')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customer)
        .execute()
    },

    /** Call it under `lockCustomer`. */
    async put(organizerId: OrganizerId, row: Omit<SsoConsentTable, 'organizer_id'>): Promise<void> {
      const { scope, claims, updated_at } = row
      await q
        .insertInto('sso_consents')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) =>
          conflict.columns(['organizer_id', 'customer_id', 'sso_client_id']).doUpdateSet({ scope, claims, updated_at }),
        )
        .execute()
    },

    list: (organizerId: OrganizerId, customer: CustomerId) =>
      q
        .selectFrom('sso_consents')
        .select(['sso_client_id', 'scope', 'claims', 'updated_at'])
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .execute(),

    /** False when there was none. */
    async remove(organizerId: OrganizerId, customer: CustomerId, client: SsoClientId): Promise<boolean> {
      const result = await q
        .deleteFrom('sso_consents')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .where('sso_client_id', '=', client)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },

    async removeOfClient(organizerId: OrganizerId, client: SsoClientId): Promise<void> {
      await q
        .deleteFrom('sso_consents')
        .where('organizer_id', '=', organizerId)
        .where('sso_client_id', '=', client)
        .execute()
    },

    async removeOfCustomer(organizerId: OrganizerId, customer: CustomerId): Promise<void> {
      await q
        .deleteFrom('sso_consents')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .execute()
    },
  }
}
