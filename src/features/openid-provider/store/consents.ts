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

    /** Gives consents of these apps to another customer, where that one has none; answers of which apps. */
    async moveTo(organizerId: OrganizerId, from: CustomerId, into: CustomerId, clients: readonly SsoClientId[]) {
      if (clients.length === 0) return []
      const rows = await q
        .updateTable('sso_consents')
        .set({ customer_id: into })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', from)
        .where('sso_client_id', 'in', clients)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('sso_consents as own')
                .select('own.sso_client_id')
                .whereRef('own.organizer_id', '=', 'sso_consents.organizer_id')
                .whereRef('own.sso_client_id', '=', 'sso_consents.sso_client_id')
                .where('own.customer_id', '=', into),
            ),
          ),
        )
        .returning('sso_client_id')
        .execute()
      return rows.map((row) => row.sso_client_id)
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
