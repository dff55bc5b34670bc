import { type MembershipId, newId, type OrderId, type OrderPositionId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { OrderLine } from '../rules/line.ts'
import { importStore, type KnownOrder, type OwnerState } from '../store/imports.ts'
import { orderKey, type ReadyLine } from './batch.ts'
import type { LineProblem } from './types.ts'

export interface BatchOutcome {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly problems: readonly LineProblem[]
}

interface Change extends ReadyLine {
  readonly known: KnownOrder | undefined
  readonly owner: OwnerState | null
}

/**
 * Stores lines in one transaction. The customers that they name are held meanwhile, so that an order never keeps a link to an
 * account that is anonymised or merged at the same moment. Customers are held before orders, and orders in one order, so that
 * nobody waits for somebody who waits for them.
 */
export function storeBatch(
  { db, clock, random }: Pick<Platform, 'db' | 'clock' | 'random'>,
  organizer: Organizer,
  unsorted: readonly ReadyLine[],
  isDryRun: boolean,
): Promise<BatchOutcome> {
  const lines = [...unsorted].sort(byEventAndCode)
  return db.transaction(async (trx) => {
    const store = importStore(trx, db.kind)
    const identifiers = lines.flatMap(({ order }) => (order.customer === null ? [] : [order.customer]))
    const owners = await store.owners(organizer.id, [...new Set(identifiers)])
    const known = new Map(
      (
        await store.known(
          organizer.id,
          lines.map(({ order }) => order),
        )
      ).map((row) => [orderKey(row), row]),
    )
    const isNew = (line: ReadyLine) => known.get(orderKey(line.order))?.lineHash !== line.hash
    const changed = lines.filter(isNew)
    const { ready, problems } = await checkReferences(trx, db.kind, organizer, changed, { known, owners })
    if (!isDryRun && ready.length > 0) {
      const stored = await store.put(
        organizer.id,
        ready.map((change) => orderRow(change)),
        clock.now(),
      )
      const ids = new Map(stored.map((row) => [orderKey(row), row.id]))
      const updated = ready.flatMap(({ order, known: before }) =>
        before ? [ids.get(orderKey(order)) ?? before.id] : [],
      )
      await store.putPositions(
        organizer.id,
        ready.flatMap(({ order }) => positionRows(order, ids.get(orderKey(order)))),
        updated,
      )
    }
    const updatedCount = ready.filter(({ known: before }) => before !== undefined).length
    return {
      created: ready.length - updatedCount,
      updated: updatedCount,
      unchanged: lines.length - changed.length,
      problems,
    }
  })

  function orderRow({ order, hash, known, owner }: Change) {
    return {
      id: known?.id ?? newId<OrderId>(random),
      event: order.event,
      event_name: JSON.stringify(order.eventName),
      code: order.code,
      secret: order.secret,
      email: order.email,
      customer_id: order.customer === null ? (known?.claimedBy ?? null) : (owner?.customerId ?? null),
      status: order.status,
      datetime: order.datetime,
      total: order.total,
      currency: order.currency,
      testmode: order.testmode,
      locale: order.locale,
      url: order.url,
      item_count: order.positions.filter(({ canceled }) => !canceled).length,
      extra: order.extra,
      line_hash: hash,
    }
  }

  function positionRows({ positions }: OrderLine, orderId: OrderId | undefined) {
    if (orderId === undefined) throw new Error('an order was stored without its id')
    return positions.map((position) => ({
      id: newId<OrderPositionId>(random),
      order_id: orderId,
      positionid: position.positionid,
      item: JSON.stringify(position.item),
      variation: position.variation === null ? null : JSON.stringify(position.variation),
      price: position.price,
      attendee_name: position.attendeeName,
      attendee_email: position.attendeeEmail,
      canceled: position.canceled,
      used_membership: position.usedMembership,
      extra: position.extra,
    }))
  }
}

/** Lines whose customer and memberships exist. An anonymised customer counts as none; a merged one as the account it became. */
async function checkReferences(
  trx: Database,
  kind: Parameters<typeof importStore>[1],
  organizer: Organizer,
  lines: readonly ReadyLine[],
  { known, owners }: { known: ReadonlyMap<string, KnownOrder>; owners: ReadonlyMap<string, OwnerState> },
): Promise<{ ready: Change[]; problems: LineProblem[] }> {
  const store = importStore(trx, kind)
  const memberships = await store.memberships(organizer.id, [...new Set(lines.flatMap(membershipsOf))])
  const ready: Change[] = []
  const problems: LineProblem[] = []
  for (const line of lines) {
    const { code, customer } = line.order
    const owner = customer === null ? null : (owners.get(customer) ?? null)
    const missing = membershipsOf(line).find((id) => !memberships.has(id))
    if (customer !== null && owner === null) {
      problems.push({ line: line.number, code, message: `customer: there is no customer "${customer}"` })
    } else if (missing !== undefined) {
      problems.push({ line: line.number, code, message: `used_membership: there is no membership "${missing}"` })
    } else {
      ready.push({ ...line, owner, known: known.get(orderKey(line.order)) })
    }
  }
  return { ready, problems: problems.sort((a, b) => a.line - b.line) }
}

function byEventAndCode({ order: a }: ReadyLine, { order: b }: ReadyLine): number {
  if (a.event !== b.event) return a.event < b.event ? -1 : 1
  return a.code < b.code ? -1 : 1
}

function membershipsOf({ order }: ReadyLine): MembershipId[] {
  return order.positions.flatMap(({ usedMembership }) => (usedMembership === null ? [] : [usedMembership]))
}
