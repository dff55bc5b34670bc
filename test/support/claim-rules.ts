import { DAY } from '../../src/core/clock.ts'
import type { ClaimRuleInput } from '../../src/features/claim-rules/types.ts'
import { identityStore } from '../../src/features/customer-identities/store/identities.ts'
import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoProvider } from '../../src/features/sso-providers/index.ts'
import type { Claims } from '../../src/protocol/client/claims.ts'
import { newType } from './memberships.ts'
import type { TestServer } from './server.ts'
import { entered, makeProvider, personOf } from './sso-people.ts'

const SYSTEM = { type: 'system' } as const

/** A clock on which every question takes a millisecond, until it stands. */
export function testClock(start = Date.parse('2027-03-10T11:00:00Z')) {
  let now = start
  let step = 1
  return {
    now() {
      now += step
      return now
    },
    plusDays(days: number) {
      now += days * DAY
    },
    stand() {
      step = 0
    },
  }
}

/** `groups` contains a value, and gives something. */
export function ruleOf(value: string, effect: ClaimRuleInput['effect']): ClaimRuleInput {
  return { isActive: true, claim: 'groups', operator: 'contains', value, effect }
}

/** An organizer with a provider and a type of membership. */
export async function ruleScene(foyer: TestServer, slug = 'acme') {
  const organizer = await foyer.organizer(slug, { time_zone: 'Europe/Berlin' })
  const provider = await makeProvider(foyer, organizer)
  const type = await newType(foyer, organizer, { name: { en: 'Student pass' } })
  const pass: ClaimRuleInput['effect'] = { kind: 'membership', typeId: type.id, validDays: 30 }
  const { claimRules } = foyer.features
  return {
    organizer,
    provider,
    type,
    pass,
    add: (input: ClaimRuleInput) => claimRules.create(organizer, provider.id, input, SYSTEM),
    logIn: (subject: string, groups?: unknown) => logIn(foyer, organizer, provider, subject, { groups }),
    memberships: (customer: Pick<Customer, 'id'>) => membershipsOf(foyer, organizer, customer),
    tags: async (customer: Pick<Customer, 'id'>) =>
      (await foyer.features.customerTags.of(organizer.id, customer.id)).map(({ tag, source }) => `${tag}: ${source}`),
    history: (customer: Pick<Customer, 'id'>) => historyOf(foyer, organizer, customer),
  }
}

/** Somebody comes from the provider and is in. */
export async function logIn(
  foyer: TestServer,
  organizer: Organizer,
  provider: SsoProvider,
  subject: string,
  claims: Claims,
) {
  const { platform, features } = foyer
  const arrival = entered(await features.customerIdentities.arrive(organizer, personOf(provider, subject, claims)))
  await identityStore(platform.db.q).noteLogin(organizer.id, arrival.identity.id, platform.clock.now())
  return arrival
}

async function membershipsOf({ features, platform }: TestServer, organizer: Organizer, { id }: Pick<Customer, 'id'>) {
  const { items } = await features.memberships.ofCustomer(organizer.id, id, { limit: 50 })
  const now = platform.clock.now()
  return items.map(({ id: membership, type, isCanceled, startsAt, endsAt }) => ({
    id: membership,
    type: type.name.en,
    isCanceled,
    isValid: !isCanceled && startsAt <= now && endsAt >= now,
    endsAt: new Date(endsAt).toISOString(),
  }))
}

/** What the history of a customer says of memberships and tags, the first first. */
async function historyOf({ features }: TestServer, organizer: Organizer, { id }: Pick<Customer, 'id'>) {
  const entries = await features.audit.list(organizer.id, { limit: 200, object: { type: 'customer', id } })
  return entries
    .filter(({ action }) => /membership|tag/.test(action))
    .reverse()
    .map(({ action, detail }) => ({ action: action.replace('foyer.customer.', ''), detail }))
}
