import type { CustomerId, OrderId, OrganizerId } from '../../../core/ids.ts'
import type { DbKind } from '../../../platform/db/columns.ts'
import type { Database } from '../../../platform/db/db.ts'
import { isNobodys } from './found.ts'
import { ORDER_COLUMNS, POSITION_COLUMNS, toOrder, toPosition } from './row.ts'

const PART = 400

export interface MovedChoice {
  readonly order: string
  readonly choice: string
  readonly at: number
}

/** What an account has of orders, as a whole: for the copy of all data, for its end, and when two accounts become one. */
export function personalStore(q: Database, kind: DbKind) {
  /** In the order in which imports lock them, which may be giving them to somebody else. */
  async function lockOrders(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
    if (kind !== 'postgres') return
    await q
      .selectFrom('orders')
      .where('organizer_id', '=', organizerId)
      .where('customer_id', '=', customerId)
      .select('id')
      .orderBy('event')
      .orderBy('code')
      .forNoKeyUpdate()
      .execute()
  }

  return {
    /** Waits for imports and claims that are about to link orders to these accounts, and lets none begin. */
    async hold(organizerId: OrganizerId, customerIds: readonly CustomerId[]): Promise<void> {
      if (kind !== 'postgres') return
      await q
        .selectFrom('customers')
        .where('organizer_id', '=', organizerId)
        .where('id', 'in', customerIds)
        .select('id')
        .orderBy('id')
        .forUpdate()
        .execute()
    },

    async count(organizerId: OrganizerId, customerId: CustomerId): Promise<number> {
      const row = await q
        .selectFrom('orders')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .select(({ fn }) => fn.countAll<number>().as('amount'))
        .executeTakeFirst()
      return Number(row?.amount ?? 0)
    },

    /** Orders of an account, and guest orders with one of the addresses, newest first, with their positions. */
    async all(organizerId: OrganizerId, customerId: CustomerId, emails: readonly string[]) {
      const columns = [...ORDER_COLUMNS, 'orders.extra'] as const
      const orders = q.selectFrom('orders').where('organizer_id', '=', organizerId).select(columns)
      const rows = await orders.where('customer_id', '=', customerId).execute()
      for (const email of emails) rows.push(...(await orders.where('email', '=', email).where(isNobodys()).execute()))
      rows.sort((a, b) => b.datetime - a.datetime)
      const positions = []
      for (let from = 0; from < rows.length; from += PART) {
        const ids = rows.slice(from, from + PART).map(({ id }) => id)
        const found = await q
          .selectFrom('order_positions')
          .where('organizer_id', '=', organizerId)
          .where('order_id', 'in', ids)
          .select([...POSITION_COLUMNS, 'order_positions.extra'])
          .orderBy('positionid')
          .execute()
        positions.push(...found)
      }
      const byOrder = Map.groupBy(positions, ({ order_id }) => order_id)
      return rows.map((row) => ({
        order: toOrder(row),
        extra: row.extra,
        positions: (byOrder.get(row.id) ?? []).map((found) => ({ ...toPosition(found), extra: found.extra })),
      }))
    },

    async unlink(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await lockOrders(organizerId, customerId)
      await q
        .updateTable('orders')
        .set({ customer_id: null })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
      await q
        .deleteFrom('order_choices')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    /** Links all orders of one account to another one. */
    async moveOrders(organizerId: OrganizerId, from: CustomerId, into: CustomerId): Promise<OrderId[]> {
      await lockOrders(organizerId, from)
      const rows = await q
        .updateTable('orders')
        .set({ customer_id: into })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', from)
        .returning('id')
        .execute()
      return rows.map(({ id }) => id)
    },

    /** Links these orders to another account, as far as they still belong to the one. */
    async moveBack(
      organizerId: OrganizerId,
      ids: readonly OrderId[],
      from: CustomerId,
      into: CustomerId,
    ): Promise<void> {
      await lockOrders(organizerId, from)
      for (let start = 0; start < ids.length; start += PART) {
        await q
          .updateTable('orders')
          .set({ customer_id: into })
          .where('organizer_id', '=', organizerId)
          .where('customer_id', '=', from)
          .where('id', 'in', ids.slice(start, start + PART))
          .execute()
      }
    },

    /** Takes all choices of an account away. */
    async takeChoices(organizerId: OrganizerId, customerId: CustomerId): Promise<MovedChoice[]> {
      const rows = await q
        .deleteFrom('order_choices')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .returning(['order_id', 'choice', 'at'])
        .execute()
      return rows.map(({ order_id, choice, at }) => ({ order: order_id, choice, at }))
    },

    /** Gives an account these choices where it has none and the orders still exist. Answers the orders of those it took. */
    async giveChoices(
      organizerId: OrganizerId,
      customerId: CustomerId,
      choices: readonly MovedChoice[],
    ): Promise<OrderId[]> {
      const taken: OrderId[] = []
      for (let start = 0; start < choices.length; start += PART) {
        const part = choices.slice(start, start + PART)
        const orders = part.map(({ order }) => order as OrderId)
        const existing = await q
          .selectFrom('orders')
          .where('organizer_id', '=', organizerId)
          .where('id', 'in', orders)
          .select('id')
          .execute()
        const known = new Set<string>(existing.map(({ id }) => id))
        const values = part
          .filter(({ order }) => known.has(order))
          .map(({ order, choice, at }) => ({
            organizer_id: organizerId,
            customer_id: customerId,
            order_id: order as OrderId,
            choice,
            at,
          }))
        if (values.length === 0) continue
        const rows = await q
          .insertInto('order_choices')
          .values(values)
          .onConflict((conflict) => conflict.columns(['organizer_id', 'customer_id', 'order_id']).doNothing())
          .returning('order_id')
          .execute()
        taken.push(...rows.map(({ order_id }) => order_id))
      }
      return taken
    },

    async dropChoices(organizerId: OrganizerId, customerId: CustomerId, orders: readonly OrderId[]): Promise<void> {
      for (let start = 0; start < orders.length; start += PART) {
        await q
          .deleteFrom('order_choices')
          .where('organizer_id', '=', organizerId)
          .where('customer_id', '=', customerId)
          .where('order_id', 'in', orders.slice(start, start + PART))
          .execute()
      }
    },
  }
}
