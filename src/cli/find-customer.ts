import type { Customer, Customers } from '../features/customers/index.ts'
import type { Organizer } from '../features/organizers/index.ts'
import { NothingFound } from './nothing-found.ts'
import { UsageError } from './usage-error.ts'

/** The flags that name one customer. */
export const customerFlags = {
  organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
  id: { type: 'string', summary: 'customer ID' },
  email: { type: 'string', summary: 'email address' },
} as const

/**
 * The customer with this ID or this address.
 * @throws NothingFound
 * @throws UsageError when not exactly one of both is given
 */
export async function findCustomer(
  customers: Customers,
  organizer: Organizer,
  by: { readonly id?: string | undefined; readonly email?: string | undefined },
): Promise<Customer> {
  const { id, email } = by
  if ((id === undefined) === (email === undefined)) throw new UsageError('give either --id or --email')
  const customer =
    id !== undefined
      ? await customers.byIdentifier(organizer.id, id.replace(/^#/, ''))
      : await customers.byEmail(organizer.id, (email ?? '').trim().toLowerCase())
  if (!customer) throw new NothingFound(`${organizer.slug} has no customer "${id ?? email}"`)
  return customer
}
