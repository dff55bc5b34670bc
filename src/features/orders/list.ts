import type { OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Finder } from './store/found.ts'
import { orderListing } from './store/listing.ts'
import { orderStore } from './store/orders.ts'
import type { OrderPosition } from './types.ts'
import { type ListedOrder, ORDER_COUNT_LIMIT, type Order, type OrderList, type OrderListQuery } from './types.ts'

/** One page of the orders of a customer, each with the reason why it is there. */
export async function listOrders(
  q: Database,
  organizerId: OrganizerId,
  finder: Finder,
  { isStaff = false, limit, cursor }: OrderListQuery,
): Promise<OrderList> {
  const listing = orderListing(q)
  const store = orderStore(q)
  const { customerId, emails } = finder
  const which = { withTickets: !isStaff, withoutHidden: !isStaff }
  const page = await listing.page(organizerId, finder, { ...which, limit, cursor })
  const { own, found } = await listing.count(organizerId, finder, which, ORDER_COUNT_LIMIT)

  const isOwn = (order: Order) => order.customerId === customerId
  const isByEmail = (order: Order) => order.customerId === null && emails.includes(order.email ?? '')
  const idsOf = (orders: readonly Order[]) => orders.map(({ id }) => id)
  const claimed = await store.claimed(organizerId, customerId, idsOf(page.orders.filter(isOwn)))
  const others = page.orders.filter((order) => !isOwn(order) && !isByEmail(order))
  const tickets = Map.groupBy(
    await store.positions(organizerId, idsOf(others), emails),
    ({ orderId }: OrderPosition) => orderId,
  )

  const reasonOf = (order: Order): ListedOrder['reason'] => {
    if (isOwn(order)) return { kind: claimed.has(order.id) ? 'claimed' : 'account' }
    if (isByEmail(order)) return { kind: 'email', email: order.email ?? '' }
    return { kind: 'ticket', tickets: tickets.get(order.id) ?? [] }
  }
  return {
    orders: page.orders.map((order) => ({ order, reason: reasonOf(order) })),
    newer: page.newer,
    older: page.older,
    own,
    found,
  }
}
