import { Readable } from 'node:stream'
import { DAY } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customer, Customers } from '../customers/index.ts'
import type { Memberships } from '../memberships/index.ts'
import type { Orders } from '../orders/index.ts'
import type { Organizer } from '../organizers/index.ts'

const SYSTEM = { type: 'system' } as const

export interface ShopFeatures {
  readonly customers: Pick<Customers, 'byEmail'>
  readonly memberships: Memberships
  readonly orders: Pick<Orders, 'importLines'>
}

interface DemoOrder {
  readonly event: string
  readonly name: { readonly en: string; readonly de: string }
  readonly code: string
  readonly daysAgo: number
  readonly status?: 'n' | 'p' | 'c'
  readonly price: number
  /** Of each ticket, the buyer's first. */
  readonly attendees: readonly string[]
  /** Bought without the account. */
  readonly isGuest?: boolean
  readonly usesMembership?: boolean
  readonly testmode?: boolean
}

const OPEN_AIR = { en: 'Open Air under the trees', de: 'Open Air unter den Bäumen' }
const CHOIRS = { en: 'Night of the choirs', de: 'Nacht der Chöre' }
const CHILDREN = { en: 'Children’s concert: The Moldau', de: 'Kinderkonzert: Die Moldau' }
const MAHLER = { en: 'Mahler 4 in the courtyard', de: 'Mahler 4 im Lindenhof' }

/** What Ann bought: with her account, as a guest, and for other people. */
const ORDERS: readonly DemoOrder[] = [
  { event: 'mahler', name: MAHLER, code: 'N4VQS', daysAgo: 4, price: 27, attendees: ['Ann Example', 'Tom Ashworth'] },
  { event: 'choirs', name: CHOIRS, code: 'K8DWR', daysAgo: 20, status: 'n', price: 12, attendees: ['Ann Example'] },
  {
    event: 'choirs',
    name: CHOIRS,
    code: 'H3GLG',
    daysAgo: 41,
    price: 0,
    attendees: ['Ann Example'],
    usesMembership: true,
  },
  { event: 'children', name: CHILDREN, code: 'LM3YB', daysAgo: 90, status: 'c', price: 8, attendees: ['Ann Example'] },
  {
    event: 'openair',
    name: OPEN_AIR,
    code: 'TESTX',
    daysAgo: 120,
    price: 59,
    attendees: ['Ann Example'],
    testmode: true,
  },
  {
    event: 'openair',
    name: OPEN_AIR,
    code: 'W9KLT',
    daysAgo: 400,
    price: 119,
    attendees: ['Ann Example'],
    isGuest: true,
  },
  {
    event: 'children',
    name: CHILDREN,
    code: 'ZB2MD',
    daysAgo: 430,
    price: 8,
    attendees: ['Ann Example', 'Mia Example'],
    isGuest: true,
  },
]

/** Orders as a shop hands them over, and memberships, so that every page of the account shows something. */
export async function fillShop(
  platform: Pick<Platform, 'clock'>,
  { customers, memberships, orders }: ShopFeatures,
  organizer: Organizer,
  email: string,
): Promise<void> {
  const ann = await customers.byEmail(organizer.id, email)
  if (!ann) return
  const now = platform.clock.now()
  const used = await giveMemberships(memberships, organizer, ann, now)
  const lines = ORDERS.map((order) => JSON.stringify(lineOf(order, ann, now, used)))
  await orders.importLines(organizer, Readable.from([Buffer.from(lines.join('\n'))]))
}

/** Answers the id of the one that is used. */
async function giveMemberships(memberships: Memberships, organizer: Organizer, ann: Customer, now: number) {
  const { kinds } = memberships
  const friends = await kinds.create(
    organizer,
    { name: { en: 'Friends of the festival', de: 'Freundeskreis' }, maxUsages: 10 },
    SYSTEM,
  )
  const pass = await kinds.create(
    organizer,
    { name: { en: 'Week pass', de: 'Wochenpass' }, transferable: true, allowParallelUsage: true },
    SYSTEM,
  )
  const running = { typeId: friends.id, startsAt: now - 80 * DAY, endsAt: now + 285 * DAY }
  const { id } = await memberships.create(organizer, ann.id, { ...running, attendeeNameParts: ann.nameParts }, SYSTEM)
  const former = { typeId: friends.id, startsAt: now - 445 * DAY, endsAt: now - 81 * DAY }
  await memberships.create(organizer, ann.id, former, SYSTEM)
  await memberships.create(
    organizer,
    ann.id,
    { typeId: pass.id, startsAt: now + 20 * DAY, endsAt: now + 27 * DAY },
    SYSTEM,
  )
  return id
}

function lineOf(order: DemoOrder, ann: Customer, now: number, membership: string) {
  const { event, name, code, daysAgo, status = 'p', price, attendees, isGuest, usesMembership, testmode } = order
  return {
    event,
    event_name: name,
    code,
    secret: `demo${code.toLowerCase()}secret`,
    email: ann.email,
    customer: isGuest ? null : ann.identifier,
    status,
    datetime: new Date(now - daysAgo * DAY).toISOString(),
    total: (price * attendees.length).toFixed(2),
    currency: 'EUR',
    testmode: testmode ?? false,
    locale: 'en',
    positions: attendees.map((attendee, index) => ({
      positionid: index + 1,
      item: { en: 'Ticket', de: 'Karte' },
      price: price.toFixed(2),
      attendee_name: attendee,
      attendee_email: index === 0 ? ann.email : null,
      canceled: status === 'c',
      ...(usesMembership && index === 0 && { used_membership: membership }),
    })),
  }
}
