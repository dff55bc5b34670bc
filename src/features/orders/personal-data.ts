import { z } from 'zod'
import type { OrderId } from '../../core/ids.ts'
import type { DbKind } from '../../platform/db/columns.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { PersonalData } from '../customers/index.ts'
import { addressStore } from './store/addresses.ts'
import { personalStore } from './store/personal.ts'

const STATUS_WORDS = { n: 'pending', p: 'paid', e: 'expired', c: 'canceled' } as const

const movedSchema = z.object({
  orders: z.array(z.string()),
  choices: z.array(z.object({ order: z.string(), choice: z.string(), at: z.number() })),
  taken: z.array(z.string()),
})
const extraSchema = z.record(z.string(), z.unknown())

/** Orders are the organizer's bookkeeping: an account that ends leaves them without a link to it. */
export function orderData(kind: DbKind): PersonalData {
  return {
    key: 'orders',
    title: 'orders:data.title',

    async export(q, organizer, customer) {
      const emails = organizer.settings.customer_accounts_link_by_email
        ? await addressStore(q).ofCustomer(organizer.id, customer.id)
        : []
      const found = await personalStore(q, kind).all(organizer.id, customer.id, emails)
      return found.map(({ order, positions, extra }) => ({
        code: order.code,
        event: order.event,
        event_name: order.eventName,
        ordered_at: new Date(order.datetime).toISOString(),
        status: STATUS_WORDS[order.status],
        total: order.total,
        currency: order.currency,
        test_order: order.testmode,
        email: order.email,
        found_by: order.customerId === null ? 'email' : 'account',
        positions: positions.map((position) => ({
          number: position.positionid,
          item: position.item,
          variation: position.variation,
          price: position.price,
          attendee_name: position.attendeeName,
          attendee_email: position.attendeeEmail,
          canceled: position.isCanceled,
          more: withoutSecrets(parseJson(extraSchema, position.extra, 'order_positions.extra')),
        })),
        more: withoutSecrets(parseJson(extraSchema, extra, 'orders.extra')),
      }))
    },

    async preview(q, organizer, customer) {
      const count = await personalStore(q, kind).count(organizer.id, customer.id)
      if (count === 0) return { goes: [], stays: [] }
      return {
        goes: [{ key: 'orders:data.goes', params: { count } }],
        stays: [{ key: 'orders:data.stays', params: { count } }],
      }
    },

    async erase(q, organizer, customer) {
      const store = personalStore(q, kind)
      await store.hold(organizer.id, [customer.id])
      await store.unlink(organizer.id, customer.id)
    },

    async move(q, organizer, from, into) {
      const store = personalStore(q, kind)
      await store.hold(organizer.id, [from, into])
      const orders = await store.moveOrders(organizer.id, from, into)
      const choices = await store.takeChoices(organizer.id, from)
      const taken = await store.giveChoices(organizer.id, into, choices)
      return { orders, choices, taken }
    },

    async moveBack(q, organizer, from, into, moved) {
      const { orders, choices, taken } = movedSchema.parse(moved)
      const store = personalStore(q, kind)
      await store.hold(organizer.id, [from, into])
      await store.moveBack(organizer.id, orders as OrderId[], into, from)
      await store.dropChoices(organizer.id, into, taken as OrderId[])
      await store.giveChoices(organizer.id, from, choices)
    },
  }
}

/** A copy without what opens pages or doors: a copy of data gets around more than a ticket does. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => !/secret|token|password/i.test(field))
      .map(([field, inner]) => [field, withoutSecrets(inner)]),
  )
}
