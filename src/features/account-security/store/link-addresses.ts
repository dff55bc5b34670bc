import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Addresses to which links of a customer were sent, as long as the links are kept. */
export async function addressesOfLinks(
  q: Database,
  organizerId: OrganizerId,
  customerId: CustomerId,
): Promise<string[]> {
  const rows = await q
    .selectFrom('mail_links')
    .select('email')
    .distinct()
    .where('organizer_id', '=', organizerId)
    .where('customer_id', '=', customerId)
    .execute()
  return rows.map(({ email }) => email)
}
