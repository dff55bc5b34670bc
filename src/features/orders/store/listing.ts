import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { OrderId, OrganizerId } from '../../../core/ids.ts'
import { type Cursor, readCursor, writeCursor } from '../../../platform/db/cursor.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Order } from '../types.ts'
import { type Finder, hasTicketFor, isAnswered, isBoughtByEmail, isNobodys, isOfOthers } from './found.ts'
import { ORDER_COLUMNS, toOrder } from './row.ts'

/** Nobody is named on more tickets, or hides more orders, in a list. */
const MOST_TICKETS = 1000
const MOST_HIDDEN = 300

export interface OrderQuery {
  /** Also orders of others with a ticket for one of the addresses. */
  readonly withTickets: boolean
  /** Leaves out what the customer has hidden. */
  readonly withoutHidden: boolean
}

export interface OrderPage {
  readonly orders: readonly Order[]
  readonly newer: string | null
  readonly older: string | null
}

type Place = Pick<Order, 'datetime' | 'id'>

/**
 * Reads orders of one customer by key, newest first. Each way in which they are found has a statement of its own, which an
 * index answers in the right order; no order is found in two of them.
 */
export function orderListing(q: Database) {
  const orders = (organizerId: OrganizerId) => q.selectFrom('orders').where('orders.organizer_id', '=', organizerId)
  const not = (condition: Expression<SqlBool>) => sql<boolean>`not ${condition}`
  const shown = (finder: Finder, { withoutHidden }: Pick<OrderQuery, 'withoutHidden'>) =>
    withoutHidden ? [not(isAnswered(finder, 'hidden'))] : []

  function ways(finder: Finder, query: Pick<OrderQuery, 'withoutHidden'>) {
    return [
      [sql<boolean>`orders.customer_id = ${finder.customerId}`],
      ...finder.emails.map((email) => [sql<boolean>`orders.email = ${email}`, isNobodys(), ...shown(finder, query)]),
    ]
  }

  async function read(
    organizerId: OrganizerId,
    way: Expression<SqlBool>[],
    cursor: Cursor<number> | null,
    limit: number,
  ): Promise<Order[]> {
    const direction = cursor?.direction === 'newer' ? 'asc' : 'desc'
    let rows = orders(organizerId).where((eb) => eb.and(way))
    if (cursor) {
      const beyond = direction === 'asc' ? sql`>` : sql`<`
      rows = rows.where(sql<boolean>`(orders.datetime, orders.id) ${beyond} (${cursor.value}, ${cursor.id})`)
    }
    const found = await rows
      .select(ORDER_COLUMNS)
      .orderBy('orders.datetime', direction)
      .orderBy('orders.id', direction)
      .limit(limit)
      .execute()
    return found.map(toOrder)
  }

  /** Orders of others with a ticket for one of the addresses, in no order. */
  async function named(organizerId: OrganizerId, finder: Finder, query: OrderQuery): Promise<Order[]> {
    if (!query.withTickets || finder.emails.length === 0) return []
    const rows = await q
      .selectFrom('order_positions')
      .innerJoin('orders', (join) =>
        join
          .onRef('orders.organizer_id', '=', 'order_positions.organizer_id')
          .onRef('orders.id', '=', 'order_positions.order_id'),
      )
      .where('order_positions.organizer_id', '=', organizerId)
      .where('order_positions.attendee_email', 'in', finder.emails)
      .where('order_positions.canceled', '=', false)
      .where((eb) => eb.and([isOfOthers(finder), ...shown(finder, query)]))
      .select(ORDER_COLUMNS)
      .limit(MOST_TICKETS)
      .execute()
    return [...new Map(rows.map((row) => [row.id, toOrder(row)])).values()]
  }

  async function countWay(organizerId: OrganizerId, way: Expression<SqlBool>[], limit: number): Promise<number> {
    const some = orders(organizerId)
      .where((eb) => eb.and(way))
      .select('orders.id')
      .limit(limit)
    const row = await q
      .selectFrom(some.as('some'))
      .select(({ fn }) => fn.countAll<number>().as('amount'))
      .executeTakeFirst()
    return Number(row?.amount ?? 0)
  }

  return {
    async page(
      organizerId: OrganizerId,
      finder: Finder,
      query: OrderQuery & { readonly limit: number; readonly cursor: string | undefined },
    ): Promise<OrderPage> {
      const { limit } = query
      const cursor = readCursor(query.cursor, z.int())
      const backwards = cursor?.direction === 'newer'
      const found = (await named(organizerId, finder, query)).filter((order) => isBeyond(order, cursor))
      for (const way of ways(finder, query)) found.push(...(await read(organizerId, way, cursor, limit + 1)))
      found.sort((a, b) => byAge(a, b) * (backwards ? -1 : 1))
      const page = found.slice(0, limit)
      if (backwards) page.reverse()
      const at = (order: Place | undefined, direction: Cursor<number>['direction'], exists: boolean) =>
        order && exists ? writeCursor({ direction, value: order.datetime, id: order.id }) : null
      const hasMore = found.length > limit
      return {
        orders: page,
        newer: at(page[0], 'newer', backwards ? hasMore : cursor !== null),
        older: at(page.at(-1), 'older', backwards || hasMore),
      }
    },

    /** How many orders a list has; counts no further than `limit` in each of the ways in which they are found. */
    async count(organizerId: OrganizerId, finder: Finder, query: OrderQuery, limit: number) {
      const amounts: number[] = []
      for (const way of ways(finder, query)) amounts.push(await countWay(organizerId, way, limit))
      const [own = 0, ...others] = amounts
      const tickets = await named(organizerId, finder, query)
      return { own, found: others.reduce((sum, amount) => sum + amount, tickets.length) }
    },

    /** Guest orders with one of the addresses about which the customer has said nothing, newest first. */
    async unanswered(organizerId: OrganizerId, finder: Finder, limit: number): Promise<Order[]> {
      const found: Order[] = []
      for (const email of finder.emails) {
        const way = [sql<boolean>`orders.email = ${email}`, isNobodys(), not(isAnswered(finder))]
        found.push(...(await read(organizerId, way, null, limit)))
      }
      return found.sort(byAge).slice(0, limit)
    },

    /** What the customer has hidden, as far as it would still be found, newest first. */
    async hidden(organizerId: OrganizerId, finder: Finder): Promise<Order[]> {
      const choices = await q
        .selectFrom('order_choices')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', finder.customerId)
        .where('choice', '=', 'hidden')
        .select('order_id')
        .limit(MOST_HIDDEN)
        .execute()
      if (choices.length === 0) return []
      const rows = await orders(organizerId)
        .where(
          'orders.id',
          'in',
          choices.map(({ order_id }) => order_id),
        )
        .where((eb) => eb.or([isBoughtByEmail(finder), hasTicketFor(organizerId, finder)]))
        .select(ORDER_COLUMNS)
        .execute()
      return rows.map(toOrder).sort(byAge)
    },
  }
}

/** Newest first. */
function byAge(a: Place, b: Place): number {
  return b.datetime - a.datetime || compareIds(b.id, a.id)
}

function compareIds(a: OrderId, b: OrderId): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function isBeyond(order: Place, cursor: Cursor<number> | null): boolean {
  if (!cursor) return true
  const age = byAge(order, { datetime: cursor.value, id: cursor.id as OrderId })
  return cursor.direction === 'older' ? age > 0 : age < 0
}
