import type { Platform } from '../../platform/platform.ts'
import { runImport } from './import/run-import.ts'
import { sumByCurrency } from './rules/money.ts'
import { addressStore } from './store/addresses.ts'
import { figureStore } from './store/figures.ts'
import { usageStore } from './store/usages.ts'
import type { Orders } from './types.ts'

const MOST_ADDED_UP = 10_000
const MOST_LOOKED_AT = 20_000

export function createOrders(platform: Pick<Platform, 'db' | 'clock' | 'random'>): Orders {
  const { db } = platform
  return {
    importLines: (organizer, source, options) => runImport(platform, organizer, source, options),

    async spending({ id: organizerId, settings }, customerId) {
      const emails = settings.customer_accounts_link_by_email
        ? await addressStore(db.q).ofCustomer(organizerId, customerId, true)
        : []
      const own = await figureStore(db.q).paidByOwner(organizerId, customerId, MOST_ADDED_UP)
      const byEmail = await figureStore(db.q).paidByEmail(organizerId, emails, MOST_ADDED_UP)
      const times = [own, byEmail].map((amounts) => amounts.reduce((sum, { times }) => sum + times, 0))
      return {
        own: sumByCurrency(own),
        byEmail: sumByCurrency(byEmail),
        isCapped: times.some((count) => count >= MOST_ADDED_UP),
      }
    },

    countByEmailMatch: (organizerId) => figureStore(db.q).emailMatches(organizerId, MOST_LOOKED_AT),

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
