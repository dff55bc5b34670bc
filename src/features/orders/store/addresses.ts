import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** The addresses by which orders of somebody are found, the main one first. */
export function addressStore(q: Database) {
  return {
    /**
     * Confirmed addresses of an account that may log in: its own and the further ones.
     * @param isMainTrusted whether the main address counts although nobody confirmed it
     */
    async ofCustomer(organizerId: OrganizerId, customerId: CustomerId, isMainTrusted = false): Promise<string[]> {
      const main = await q
        .selectFrom('customers')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customerId)
        .where('email', 'is not', null)
        .select(['email', 'is_verified'])
        .executeTakeFirst()
      if (!main) return []
      const further = await q
        .selectFrom('customer_emails')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('verified_at', 'is not', null)
        .orderBy('created_at')
        .select('email')
        .execute()
      const own = main.email !== null && (main.is_verified || isMainTrusted) ? [main.email] : []
      return [...new Set([...own, ...further.map(({ email }) => email)])]
    },
  }
}
