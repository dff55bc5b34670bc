import { setImmediate as turn } from 'node:timers/promises'
import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Customers } from '../service.ts'
import type { Customer, CustomerFilter, CustomerOrdering } from '../types.ts'
import type { ExportedCustomer } from './columns.ts'

const BATCH = 1000

interface Order {
  readonly ordering: CustomerOrdering
  readonly descending: boolean
}

/** Everybody whom a filter finds, batch by batch, each read when the one before was used up. Other requests come in between. */
export async function* allCustomers(
  customers: Customers,
  organizerId: OrganizerId,
  filter: CustomerFilter,
  order: Order,
): AsyncGenerator<readonly Customer[]> {
  for (let cursor: string | undefined; ; ) {
    const page = await customers.list(organizerId, { ...filter, ...order, limit: BATCH, cursor })
    yield page.customers
    if (page.older === null) return
    cursor = page.older
    await turn()
  }
}

/** Those of these customer IDs that there are. */
export async function* pickedCustomers(
  customers: Customers,
  organizerId: OrganizerId,
  identifiers: readonly string[],
): AsyncGenerator<readonly Customer[]> {
  for (const identifier of identifiers) {
    const customer = await customers.byIdentifier(organizerId, identifier)
    if (customer) yield [customer]
  }
}

interface Details {
  readonly tagsOf:
    | ((ids: readonly CustomerId[]) => Promise<ReadonlyMap<CustomerId, ExportedCustomer['tags']>>)
    | undefined
  readonly loginsOf:
    | ((ids: readonly CustomerId[]) => Promise<ReadonlyMap<CustomerId, ExportedCustomer['logins']>>)
    | undefined
}

/** The same with what other features know. */
export async function* withDetails(
  batches: AsyncIterable<readonly Customer[]>,
  { tagsOf, loginsOf }: Details,
): AsyncGenerator<readonly ExportedCustomer[]> {
  for await (const batch of batches) {
    const ids = batch.map(({ id }) => id)
    const tags = await tagsOf?.(ids)
    const logins = await loginsOf?.(ids)
    yield batch.map((customer) => ({
      customer,
      tags: tags?.get(customer.id) ?? [],
      logins: logins?.get(customer.id) ?? [],
    }))
  }
}
