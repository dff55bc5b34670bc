import type { CustomerId, OrganizerId, SsoClientId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** The IDs under which single apps know a customer, because the account they knew became a part of this one. */
export function otherSubjectStore(q: Database) {
  return {
    async list(organizerId: OrganizerId, customer: CustomerId): Promise<ReadonlyMap<SsoClientId, string>> {
      const rows = await q
        .selectFrom('sso_subjects')
        .select(['sso_client_id', 'identifier'])
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .execute()
      return new Map(rows.map((row) => [row.sso_client_id, row.identifier]))
    },

    /** The customer's own ID. */
    async ownIdentifier(organizerId: OrganizerId, customer: CustomerId): Promise<string> {
      const row = await q
        .selectFrom('customers')
        .select('identifier')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customer)
        .executeTakeFirstOrThrow()
      return row.identifier
    },

    /** Apps that have ever given or got something in the name of this customer. */
    async knownApps(organizerId: OrganizerId, customer: CustomerId): Promise<ReadonlySet<SsoClientId>> {
      const rows = await q
        .selectFrom('sso_grants')
        .select('sso_client_id')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .union(
          q
            .selectFrom('sso_consents')
            .select('sso_client_id')
            .where('organizer_id', '=', organizerId)
            .where('customer_id', '=', customer),
        )
        .union(
          q
            .selectFrom('sso_subjects')
            .select('sso_client_id')
            .where('organizer_id', '=', organizerId)
            .where('customer_id', '=', customer),
        )
        .execute()
      return new Set(rows.map((row) => row.sso_client_id))
    },

    async add(organizerId: OrganizerId, customer: CustomerId, client: SsoClientId, identifier: string): Promise<void> {
      await q
        .insertInto('sso_subjects')
        .values({ organizer_id: organizerId, customer_id: customer, sso_client_id: client, identifier })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'customer_id', 'sso_client_id']).doNothing())
        .execute()
    },

    async remove(organizerId: OrganizerId, customer: CustomerId, client: SsoClientId): Promise<void> {
      await q
        .deleteFrom('sso_subjects')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .where('sso_client_id', '=', client)
        .execute()
    },

    async removeAll(organizerId: OrganizerId, customer: CustomerId): Promise<void> {
      await q
        .deleteFrom('sso_subjects')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customer)
        .execute()
    },

    /** Writes down whether a look into the table is worth it. */
    async noteWhether(organizerId: OrganizerId, customer: CustomerId, hasOthers: boolean): Promise<void> {
      await q
        .updateTable('customers')
        .set({ has_other_subjects: hasOthers })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customer)
        .execute()
    },
  }
}
