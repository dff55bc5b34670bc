import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditAction } from '../audit/index.ts'
import { customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { finderOf } from './finder.ts'
import { type CodedOrder, choiceStore } from './store/choices.ts'
import { orderListing } from './store/listing.ts'
import type { OrderChoices, OrderPerson } from './types.ts'

/** As many orders are added or hidden at once, at most. */
const MOST_AT_ONCE = 300
/** As many codes stand in the history. */
const MOST_CODES = 20

export function createChoices(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  { audit }: { readonly audit: Audit },
): OrderChoices {
  async function record(
    q: Database,
    organizer: Organizer,
    person: OrderPerson,
    action: Extract<AuditAction, `foyer.customer.orders.${string}`>,
    orders: readonly CodedOrder[],
  ): Promise<void> {
    await audit.record(q, organizer.id, {
      action,
      actor: { type: 'customer', id: person.id, name: person.identifier },
      object: customerObject(person),
      detail: { orders: orders.slice(0, MOST_CODES).map(({ code }) => code), count: orders.length },
    })
  }

  return {
    async claim(organizer, person, wanted) {
      return db.transaction(async (q) => {
        const store = choiceStore(q, db.kind)
        if (!(await store.hold(organizer.id, person.id))) return 0
        const finder = await finderOf(q, organizer, person.id)
        const ids =
          wanted === 'all'
            ? (await orderListing(q).unanswered(organizer.id, finder, MOST_AT_ONCE)).map(({ id }) => id)
            : wanted.slice(0, MOST_AT_ONCE)
        const claimed = await store.claim(organizer.id, finder, ids, clock.now())
        if (claimed.length > 0) await record(q, organizer, person, 'foyer.customer.orders.claimed', claimed)
        return claimed.length
      })
    },

    async unclaim(organizer, person, id) {
      return db.transaction(async (q) => {
        const finder = { customerId: person.id, emails: [] }
        const order = await choiceStore(q, db.kind).unclaim(organizer.id, finder, id, clock.now())
        if (order) await record(q, organizer, person, 'foyer.customer.orders.unclaimed', [order])
        return order !== null
      })
    },

    async hide(organizer, person, ids) {
      return db.transaction(async (q) => {
        const store = choiceStore(q, db.kind)
        if (!(await store.hold(organizer.id, person.id))) return 0
        const finder = await finderOf(q, organizer, person.id)
        return store.hide(organizer.id, finder, ids.slice(0, MOST_AT_ONCE), clock.now())
      })
    },

    unhide: (organizer, customerId, id) => choiceStore(db.q, db.kind).unhide(organizer.id, customerId, id),
  }
}
