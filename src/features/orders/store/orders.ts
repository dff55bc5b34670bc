import type { CustomerId, OrderId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Order, OrderPosition } from '../types.ts'
import { ORDER_COLUMNS, POSITION_COLUMNS, toOrder, toPosition } from './row.ts'

const MOST_POSITIONS = 1000

/** Single orders and what is in them. */
export function orderStore(q: Database) {
  return {
    /** The order with this code, and whether the account that it belongs to has a confirmed address. */
    async byCode(
      organizerId: OrganizerId,
      event: string,
      code: string,
    ): Promise<{ order: Order; isOwnerVerified: boolean } | null> {
      const row = await q
        .selectFrom('orders')
        .where('orders.organizer_id', '=', organizerId)
        .where('orders.event', '=', event)
        .where('orders.code', '=', code)
        .leftJoin('customers', (join) =>
          join
            .onRef('customers.organizer_id', '=', 'orders.organizer_id')
            .onRef('customers.id', '=', 'orders.customer_id'),
        )
        .select([...ORDER_COLUMNS, 'customers.is_verified as owner_verified'])
        .executeTakeFirst()
      return row ? { order: toOrder(row), isOwnerVerified: row.owner_verified ?? false } : null
    },

    /** Tickets of these orders, in their order. @param emails only those for one of these addresses */
    async positions(
      organizerId: OrganizerId,
      ids: readonly OrderId[],
      emails: readonly string[] | null = null,
    ): Promise<OrderPosition[]> {
      if (ids.length === 0 || emails?.length === 0) return []
      const rows = await q
        .selectFrom('order_positions')
        .where('organizer_id', '=', organizerId)
        .where('order_id', 'in', ids)
        .$if(emails !== null, (query) =>
          query.where('attendee_email', 'in', emails ?? []).where('canceled', '=', false),
        )
        .select(POSITION_COLUMNS)
        .orderBy('positionid')
        .limit(MOST_POSITIONS)
        .execute()
      return rows.map(toPosition)
    },

    /** Those of the orders that the customer added to the account. */
    async claimed(organizerId: OrganizerId, customerId: CustomerId, ids: readonly OrderId[]): Promise<Set<OrderId>> {
      if (ids.length === 0) return new Set()
      const rows = await q
        .selectFrom('order_choices')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('choice', '=', 'claimed')
        .where('order_id', 'in', ids)
        .select('order_id')
        .execute()
      return new Set(rows.map(({ order_id }) => order_id))
    },
  }
}
