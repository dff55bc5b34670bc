import { type Expression, type SqlBool, sql } from 'kysely'
import type { CustomerId, OrderId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Order, OrderPosition } from '../types.ts'
import { type OrderCursor, readCursor, writeCursor } from './cursor.ts'
import { type Finder, hasTicketFor, isAnswered, isBoughtByEmail } from './found.ts'
import { ORDER_COLUMNS, POSITION_COLUMNS, toOrder, toPosition } from './row.ts'

export interface OrderQuery {
  /** Also orders of others with a ticket for one of the addresses. */
  readonly withTickets: boolean
  /** Leaves out what the customer has hidden. */
  readonly withoutHidden: boolean
  readonly limit: number
  readonly cursor: string | undefined
}

export interface OrderPage {
  readonly orders: readonly Order[]
  readonly newer: string | null
  readonly older: string | null
}

/** Reads orders of one customer by key, newest first: each way in which they are found by an index of its own. */
export function orderListing(q: Database) {
  const orders = (organizerId: OrganizerId) => q.selectFrom('orders').where('orders.organizer_id', '=', organizerId)

  const not = (condition: Expression<SqlBool>) => sql<boolean>`not ${condition}`

  /** The ways in which orders are found; no order is found in two of them. */
  function ways(finder: Finder, { withTickets, withoutHidden }: Pick<OrderQuery, 'withTickets' | 'withoutHidden'>) {
    const shown = withoutHidden ? [not(isAnswered(finder, 'hidden'))] : []
    return [
      [sql<boolean>`orders.customer_id = ${finder.customerId}`],
      ...finder.emails.map((email) => [
        sql<boolean>`orders.customer_id is null`,
        sql<boolean>`orders.email = ${email}`,
        ...shown,
      ]),
      ...(withTickets && finder.emails.length > 0 ? [[hasTicketFor(finder), ...shown]] : []),
    ]
  }

  function read(organizerId: OrganizerId, way: Expression<SqlBool>[], cursor: OrderCursor | null, limit: number) {
    const direction = cursor?.direction === 'newer' ? 'asc' : 'desc'
    let rows = orders(organizerId).where((eb) => eb.and(way))
    if (cursor) {
      const beyond = direction === 'asc' ? sql`>` : sql`<`
      rows = rows.where(sql<boolean>`(orders.datetime, orders.id) ${beyond} (${cursor.datetime}, ${cursor.id})`)
    }
    return rows
      .select(ORDER_COLUMNS)
      .orderBy('orders.datetime', direction)
      .orderBy('orders.id', direction)
      .limit(limit)
      .execute()
  }

  return {
    async page(organizerId: OrganizerId, finder: Finder, query: OrderQuery): Promise<OrderPage> {
      const { limit } = query
      const cursor = readCursor(query.cursor)
      const backwards = cursor?.direction === 'newer'
      const found = []
      for (const way of ways(finder, query)) found.push(...(await read(organizerId, way, cursor, limit + 1)))
      found.sort((a, b) => (b.datetime - a.datetime || (a.id < b.id ? 1 : -1)) * (backwards ? -1 : 1))
      const rows = found.slice(0, limit)
      if (backwards) rows.reverse()
      const at = (
        row: { datetime: number; id: OrderId } | undefined,
        direction: OrderCursor['direction'],
        exists: boolean,
      ) => (row && exists ? writeCursor({ direction, datetime: row.datetime, id: row.id }) : null)
      const hasMore = found.length > limit
      return {
        orders: rows.map(toOrder),
        newer: at(rows[0], 'newer', backwards ? hasMore : cursor !== null),
        older: at(rows.at(-1), 'older', backwards || hasMore),
      }
    },

    /** How many orders a list has; counts no further than `limit` in each of the ways in which they are found. */
    async count(
      organizerId: OrganizerId,
      finder: Finder,
      query: Pick<OrderQuery, 'withTickets' | 'withoutHidden'>,
      limit: number,
    ): Promise<{ own: number; found: number }> {
      const amounts: number[] = []
      for (const way of ways(finder, query)) {
        const some = orders(organizerId)
          .where((eb) => eb.and(way))
          .select('orders.id')
          .limit(limit)
        const row = await q
          .selectFrom(some.as('some'))
          .select(({ fn }) => fn.countAll<number>().as('amount'))
          .executeTakeFirst()
        amounts.push(Number(row?.amount ?? 0))
      }
      const [own = 0, ...others] = amounts
      return { own, found: others.reduce((sum, amount) => sum + amount, 0) }
    },

    /** Guest orders with one of the addresses about which the customer has said nothing, newest first. */
    async unanswered(organizerId: OrganizerId, finder: Finder, limit: number): Promise<Order[]> {
      if (finder.emails.length === 0) return []
      const rows = await orders(organizerId)
        .where(isBoughtByEmail(finder))
        .where(not(isAnswered(finder)))
        .select(ORDER_COLUMNS)
        .orderBy('orders.datetime', 'desc')
        .orderBy('orders.id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toOrder)
    },

    /** What the customer has hidden, as far as it would still be found. */
    async hidden(organizerId: OrganizerId, finder: Finder, limit: number): Promise<Order[]> {
      const rows = await orders(organizerId)
        .where(isAnswered(finder, 'hidden'))
        .where((eb) => eb.or([isBoughtByEmail(finder), hasTicketFor(finder)]))
        .select(ORDER_COLUMNS)
        .orderBy('orders.datetime', 'desc')
        .orderBy('orders.id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toOrder)
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
        .limit(1000)
        .execute()
      return rows.map(toPosition)
    },

    /** The order with this code, and its owner if it has one. */
    async byCode(organizerId: OrganizerId, event: string, code: string) {
      const row = await orders(organizerId)
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
  }
}
