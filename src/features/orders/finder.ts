import type { CustomerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Organizer } from '../organizers/index.ts'
import { addressStore } from './store/addresses.ts'
import type { Finder } from './store/found.ts'

/**
 * By what orders of a customer are found: the account, and its confirmed addresses if the organizer matches by email.
 * @param isMainTrusted whether the main address counts although nobody confirmed it, as for staff
 */
export async function finderOf(
  q: Database,
  { id, settings }: Pick<Organizer, 'id' | 'settings'>,
  customerId: CustomerId,
  isMainTrusted = false,
): Promise<Finder> {
  if (!settings.customer_accounts_link_by_email) return { customerId, emails: [] }
  return { customerId, emails: await addressStore(q).ofCustomer(id, customerId, isMainTrusted) }
}
