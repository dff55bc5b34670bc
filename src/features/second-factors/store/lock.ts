import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/**
 * Lets only one transaction at a time change the factors of a customer, so that two together cannot remove the last two or make
 * two sets of codes. False when there is no such customer.
 */
export async function lockFactors(q: Database, organizerId: OrganizerId, customerId: CustomerId): Promise<boolean> {
  const updated = await q
    .updateTable('customers')
    .set((eb) => ({ modified_at: eb.ref('modified_at') }))
    .where('organizer_id', '=', organizerId)
    .where('id', '=', customerId)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
