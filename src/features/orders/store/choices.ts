import type { CustomerId, OrderId, OrganizerId } from '../../../core/ids.ts'
import type { DbKind } from '../../../platform/db/columns.ts'
import type { Database } from '../../../platform/db/db.ts'
import { type Finder, hasTicketFor, isAnswered, isBoughtByEmail } from './found.ts'

const PART = 400

export interface CodedOrder {
  readonly id: OrderId
  readonly code: string
}

/** What customers say about orders that were found by their addresses. */
export function choiceStore(q: Database, kind: DbKind) {
  async function note(
    organizerId: OrganizerId,
    customerId: CustomerId,
    ids: readonly OrderId[],
    choice: string,
    at: number,
  ) {
    for (let from = 0; from < ids.length; from += PART) {
      const values = ids
        .slice(from, from + PART)
        .map((id) => ({ organizer_id: organizerId, customer_id: customerId, order_id: id, choice, at }))
      await q
        .insertInto('order_choices')
        .values(values)
        .onConflict((conflict) =>
          conflict
            .columns(['organizer_id', 'customer_id', 'order_id'])
            .doUpdateSet(({ ref }) => ({ choice: ref('excluded.choice'), at: ref('excluded.at') })),
        )
        .execute()
    }
  }

  /** In the order in which imports lock them. */
  async function lockOrders(organizerId: OrganizerId, ids: readonly OrderId[]): Promise<void> {
    if (kind !== 'postgres') return
    await q
      .selectFrom('orders')
      .where('organizer_id', '=', organizerId)
      .where('id', 'in', ids)
      .select('id')
      .orderBy('event')
      .orderBy('code')
      .forNoKeyUpdate()
      .execute()
  }

  return {
    /** Whether the account may still have orders; it stays that way until the transaction ends. */
    async hold(organizerId: OrganizerId, customerId: CustomerId): Promise<boolean> {
      const row = await q
        .selectFrom('customers')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customerId)
        .where('is_active', '=', true)
        .where('merged_into', 'is', null)
        .select('id')
        .$if(kind === 'postgres', (query) => query.forShare())
        .executeTakeFirst()
      return row !== undefined
    },

    /**
     * Links guest orders that are found by an address to the account; those that somebody else got first are left out.
     * @param ids which of them, at most some hundreds
     */
    async claim(organizerId: OrganizerId, finder: Finder, ids: readonly OrderId[], now: number): Promise<CodedOrder[]> {
      if (ids.length === 0) return []
      await lockOrders(organizerId, ids)
      const rows = await q
        .updateTable('orders')
        .set({ customer_id: finder.customerId, modified_at: now })
        .where('orders.organizer_id', '=', organizerId)
        .where('orders.id', 'in', ids)
        .where(isBoughtByEmail(finder))
        .returning(['orders.id', 'orders.code'])
        .execute()
      await note(
        organizerId,
        finder.customerId,
        rows.map(({ id }) => id),
        'claimed',
        now,
      )
      return rows
    },

    /** Takes an order that was claimed out of the account again. Null when it is not there. */
    async unclaim(organizerId: OrganizerId, finder: Finder, id: OrderId, now: number): Promise<CodedOrder | null> {
      const { customerId } = finder
      const row = await q
        .updateTable('orders')
        .set({ customer_id: null, modified_at: now })
        .where('orders.organizer_id', '=', organizerId)
        .where('orders.id', '=', id)
        .where('orders.customer_id', '=', customerId)
        .where(isAnswered(finder, 'claimed'))
        .returning(['orders.id', 'orders.code'])
        .executeTakeFirst()
      if (row) await this.forget(organizerId, customerId, id)
      return row ?? null
    },

    /** Hides orders that are found by an address. Answers how many. */
    async hide(organizerId: OrganizerId, finder: Finder, ids: readonly OrderId[], now: number): Promise<number> {
      if (ids.length === 0) return 0
      const rows = await q
        .selectFrom('orders')
        .where('orders.organizer_id', '=', organizerId)
        .where('orders.id', 'in', ids)
        .where((eb) => eb.or([isBoughtByEmail(finder), hasTicketFor(organizerId, finder)]))
        .select('orders.id')
        .execute()
      await note(
        organizerId,
        finder.customerId,
        rows.map(({ id }) => id),
        'hidden',
        now,
      )
      return rows.length
    },

    /** What was said about an order is as though it had not been. */
    async forget(organizerId: OrganizerId, customerId: CustomerId, id: OrderId): Promise<void> {
      await q
        .deleteFrom('order_choices')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('order_id', '=', id)
        .execute()
    },

    /** The order is shown again. False when it was not hidden. */
    async unhide(organizerId: OrganizerId, customerId: CustomerId, id: OrderId): Promise<boolean> {
      const row = await q
        .deleteFrom('order_choices')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('order_id', '=', id)
        .where('choice', '=', 'hidden')
        .returning('order_id')
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
