import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import { createChoices } from './choices.ts'
import { finderOf } from './finder.ts'
import { runImport } from './import/run-import.ts'
import { listOrders } from './list.ts'
import { orderData } from './personal-data.ts'
import { sumByCurrency } from './rules/money.ts'
import { figureStore } from './store/figures.ts'
import { orderListing } from './store/listing.ts'
import { orderStore } from './store/orders.ts'
import { usageStore } from './store/usages.ts'
import type { Orders } from './types.ts'

const MOST_ADDED_UP = 10_000

/** Adds itself to what an account holds of a person. */
export function createOrders(
  platform: Pick<Platform, 'db' | 'clock' | 'random'>,
  { customers, audit }: { readonly customers: Pick<Customers, 'holdsPersonalData'>; readonly audit: Audit },
): Orders {
  const { db } = platform
  customers.holdsPersonalData(orderData(db.kind))

  return {
    choices: createChoices(platform, { audit }),

    importLines: (organizer, source, options) => runImport(platform, audit, organizer, source, options),

    async list(organizer, customerId, { isStaff = false, limit, cursor }) {
      const finder = await finderOf(db.q, organizer, customerId, isStaff)
      return listOrders(db.q, organizer.id, finder, { isStaff, limit, cursor })
    },

    async unanswered(organizer, customerId, limit) {
      const finder = await finderOf(db.q, organizer, customerId)
      return orderListing(db.q).unanswered(organizer.id, finder, limit)
    },

    async hidden(organizer, customerId) {
      const finder = await finderOf(db.q, organizer, customerId)
      return orderListing(db.q).hidden(organizer.id, finder)
    },

    byCode: (organizerId, event, code) => orderStore(db.q).byCode(organizerId, event, code),
    positionsOf: (organizerId, orderId) => orderStore(db.q).positions(organizerId, [orderId]),

    async spending(organizer, customerId) {
      const { id: organizerId } = organizer
      const { emails } = await finderOf(db.q, organizer, customerId, true)
      const own = await figureStore(db.q).paidByOwner(organizerId, customerId, MOST_ADDED_UP)
      const byEmail = await figureStore(db.q).paidByEmail(organizerId, emails, MOST_ADDED_UP)
      const times = [own, byEmail].map((amounts) => amounts.reduce((sum, { times }) => sum + times, 0))
      return {
        own: sumByCurrency(own),
        byEmail: sumByCurrency(byEmail),
        isCapped: times.some((count) => count >= MOST_ADDED_UP),
      }
    },

    async usages(organizerId, membershipId) {
      const found = await usageStore(db.q).ofMembership(organizerId, membershipId)
      return found.map((usage) => ({ ...usage, counts: !usage.position.isCanceled && usage.order.status !== 'c' }))
    },

    async usageCounts(organizerId, membershipIds) {
      const counts = await usageStore(db.q).counts(organizerId, membershipIds)
      return new Map(membershipIds.map((id) => [id, counts.get(id) ?? 0]))
    },

    async positions(organizerId, ids) {
      const found = await usageStore(db.q).byIds(organizerId, ids)
      return new Map(found.map((entry) => [entry.position.id, entry]))
    },
  }
}
