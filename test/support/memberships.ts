import { DAY } from '../../src/core/clock.ts'
import { type MembershipId, newId } from '../../src/core/ids.ts'
import type { Customer } from '../../src/features/customers/index.ts'
import type { MembershipType } from '../../src/features/memberships/index.ts'
import type { NewMembership } from '../../src/features/memberships/types.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { TestServer } from './server.ts'

const SYSTEM = { type: 'system' } as const

/** A type of membership; personal and with ten uses unless said otherwise. */
export function newType(
  foyer: TestServer,
  organizer: Organizer,
  input: Partial<Pick<MembershipType, 'name' | 'transferable' | 'allowParallelUsage' | 'maxUsages'>> = {},
): Promise<MembershipType> {
  const name = { en: 'Season pass', de: 'Saisonkarte' }
  return foyer.features.memberships.kinds.create(organizer, { name, maxUsages: 10, ...input }, SYSTEM)
}

/** A membership that began yesterday and ends in a month, unless said otherwise. */
export function newMembership(
  foyer: TestServer,
  organizer: Organizer,
  customer: Pick<Customer, 'id'>,
  type: MembershipType,
  input: Partial<NewMembership> = {},
) {
  const now = foyer.platform.clock.now()
  const times = { startsAt: now - DAY, endsAt: now + 30 * DAY }
  return foyer.features.memberships.create(organizer, customer.id, { typeId: type.id, ...times, ...input }, SYSTEM)
}

/** An order of the customer with one ticket for which the membership is used. Answers its code. */
export async function useMembership(
  foyer: TestServer,
  organizer: Organizer,
  customer: Pick<Customer, 'id' | 'identifier'>,
  membership: MembershipId,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const code = newId(foyer.platform.random).slice(0, 5).toUpperCase()
  const position = {
    positionid: 1,
    item: { en: 'Stalls' },
    variation: null,
    price: '0.00',
    used_membership: membership,
  }
  const order = {
    event: 'gala',
    event_name: { en: 'Gala', de: 'Gala' },
    code,
    secret: code.toLowerCase().repeat(3),
    email: null,
    customer: customer.identifier,
    status: 'p',
    datetime: '2026-10-24T20:00:00+02:00',
    total: '0.00',
    currency: 'EUR',
    testmode: false,
    url: `https://shop.example/gala/order/${code}/`,
    positions: [position],
    ...changes,
  }
  const lines = (async function* () {
    yield Buffer.from(`${JSON.stringify(order)}\n`)
  })()
  const report = await foyer.features.orders.importLines(organizer, lines)
  if (report.failed > 0) throw new Error(JSON.stringify(report))
  return code
}
