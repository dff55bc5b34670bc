import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { CustomerTotpTable } from '../../../platform/db/credential-tables.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Authenticator apps of customers, one each. */
export function totpStore(q: Database) {
  const ofCustomer = (organizerId: OrganizerId, customerId: CustomerId) =>
    q.selectFrom('customer_totp').where('organizer_id', '=', organizerId).where('customer_id', '=', customerId)

  return {
    /** False when there is one already. */
    async insert(organizerId: OrganizerId, row: Omit<CustomerTotpTable, 'organizer_id'>): Promise<boolean> {
      const inserted = await q
        .insertInto('customer_totp')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'customer_id']).doNothing())
        .executeTakeFirst()
      return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** The sealed secret. */
    async secret(organizerId: OrganizerId, customerId: CustomerId): Promise<string | null> {
      const row = await ofCustomer(organizerId, customerId).select('secret').executeTakeFirst()
      return row?.secret ?? null
    },

    /** Since when it is on, in ms; null when it is off. */
    async since(organizerId: OrganizerId, customerId: CustomerId): Promise<number | null> {
      const row = await ofCustomer(organizerId, customerId).select('created_at').executeTakeFirst()
      return row?.created_at ?? null
    },

    /** Uses a time step up, and all before it. Of several at once one gets it. */
    async useStep(organizerId: OrganizerId, customerId: CustomerId, step: number): Promise<boolean> {
      const updated = await q
        .updateTable('customer_totp')
        .set({ last_step: step })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('last_step', '<', step)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async remove(organizerId: OrganizerId, customerId: CustomerId): Promise<boolean> {
      const deleted = await q
        .deleteFrom('customer_totp')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .executeTakeFirst()
      return deleted.numDeletedRows > 0n
    },
  }
}
