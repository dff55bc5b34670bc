import type { MembershipId, OrderPositionId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { PositionInOrder } from '../types.ts'
import { ORDER_COLUMNS, POSITION_COLUMNS, toOrder, toPosition } from './row.ts'

const MAX_USAGES = 500
const MAX_IDS = 500

/** Positions, found by what memberships know of them. */
export function usageStore(q: Database) {
  const positions = (organizerId: OrganizerId) =>
    q
      .selectFrom('order_positions')
      .innerJoin('orders', (join) =>
        join
          .onRef('orders.organizer_id', '=', 'order_positions.organizer_id')
          .onRef('orders.id', '=', 'order_positions.order_id'),
      )
      .where('order_positions.organizer_id', '=', organizerId)

  return {
    /** Newest order first. */
    async ofMembership(organizerId: OrganizerId, membershipId: MembershipId): Promise<PositionInOrder[]> {
      const rows = await positions(organizerId)
        .where('order_positions.used_membership', '=', membershipId)
        .select([...ORDER_COLUMNS, ...POSITION_COLUMNS])
        .orderBy('orders.datetime', 'desc')
        .orderBy('orders.id', 'desc')
        .orderBy('order_positions.positionid')
        .limit(MAX_USAGES)
        .execute()
      return rows.map((row) => ({ order: toOrder(row), position: toPosition(row) }))
    },

    async counts(organizerId: OrganizerId, ids: readonly MembershipId[]): Promise<Map<MembershipId, number>> {
      const counts = new Map<MembershipId, number>()
      for (let from = 0; from < ids.length; from += MAX_IDS) {
        const rows = await positions(organizerId)
          .where('order_positions.used_membership', 'in', ids.slice(from, from + MAX_IDS))
          .where('order_positions.canceled', '=', false)
          .where('orders.status', '<>', 'c')
          .groupBy('order_positions.used_membership')
          .select(({ fn }) => ['order_positions.used_membership', fn.countAll<number>().as('amount')])
          .execute()
        for (const { used_membership, amount } of rows) {
          if (used_membership !== null) counts.set(used_membership, Number(amount))
        }
      }
      return counts
    },

    async byIds(organizerId: OrganizerId, ids: readonly OrderPositionId[]): Promise<PositionInOrder[]> {
      const found: PositionInOrder[] = []
      for (let from = 0; from < ids.length; from += MAX_IDS) {
        const rows = await positions(organizerId)
          .where('order_positions.id', 'in', ids.slice(from, from + MAX_IDS))
          .select([...ORDER_COLUMNS, ...POSITION_COLUMNS])
          .execute()
        found.push(...rows.map((row) => ({ order: toOrder(row), position: toPosition(row) })))
      }
      return found
    },
  }
}
