import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Whose things these are. */
export function ownerStore(q: Database) {
  return {
    /** Lets one transaction at a time add to an account; false when the account is gone or anonymised. */
    async hold(organizerId: OrganizerId, customerId: CustomerId): Promise<boolean> {
      const row = await q
        .updateTable('customers')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customerId)
        .where('email', 'is not', null)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
