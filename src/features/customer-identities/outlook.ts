import { NotFound } from '../../core/errors.ts'
import type { CustomerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { type Customer, type Customers, checkEmail } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { asksForOwner, type Decision, decide } from './rules/decide.ts'
import { isSubject } from './rules/map.ts'
import { type Moment, type Takeover, takeOver } from './rules/sync.ts'
import { identityStore } from './store/identities.ts'
import { vouchingStore } from './store/providers.ts'
import type { ArriveOptions, ArrivingPerson, CustomerIdentity, MappedPerson } from './types.ts'

/** What is going to happen to somebody, as the database is at this moment. */
export interface Outlook {
  readonly decision: Decision
  readonly identity: CustomerIdentity | null
  /** The account that they enter, or have to prove. */
  readonly customer: Customer | null
  /** Only for an account that there is. */
  readonly takeover: Takeover | null
}

export async function lookAhead(
  q: Database,
  customers: Pick<Customers, 'merging'>,
  organizer: Organizer,
  person: ArrivingPerson,
  mapped: MappedPerson,
  { confirmedEmail: typed, provenCustomer, isDry = false, asIfActive = false }: ArriveOptions,
): Promise<Outlook> {
  const confirmedEmail = typed === undefined ? null : (checkEmail(typed).email ?? null)
  const { merging } = customers
  const { provider, issuer, subject } = person
  const { settings } = provider
  const hasSubject = isSubject(subject)
  const account = async (id: CustomerId | null | undefined) => (id ? found(merging.at(q, organizer.id, id)) : null)
  const ownerOf = async (email: string | null) => (email === null ? null : merging.emailOwner(q, organizer.id, email))

  const identity = hasSubject
    ? await identityStore(q).bySubject(organizer.id, { providerId: provider.id, issuer, subject })
    : null
  const emailOwner = await ownerOf(mapped.email)
  const ownerId =
    confirmedEmail === null || confirmedEmail === mapped.email ? emailOwner : await ownerOf(confirmedEmail)
  const known = await account(identity?.customerId)
  const proven = await account(provenCustomer)
  const facts = {
    isProviderActive: (isDry && asIfActive) || (await vouchingStore(q).isActive(organizer.id, provider.id)),
    emailPolicy: settings.emailPolicy,
    isAuthoritative: settings.isAuthoritative,
    refusesInUse: settings.refusesInUse,
    createsAccounts: settings.createsAccounts,
    hasSubject,
    email: mapped.email,
    hasBadEmail: mapped.hasBadEmail,
    isEmailVerified: mapped.isEmailVerified,
    confirmedEmail,
    known,
    proven,
    isProofAsked: provenCustomer !== undefined,
  }
  const owner = asksForOwner(facts) ? await account(ownerId) : null
  const decision = decide({ ...facts, owner })
  const customer = [known, proven, owner].find(
    (one) => one && 'customerId' in decision && one.id === decision.customerId,
  )
  const moment = momentOf(decision)
  const takeover =
    customer && moment
      ? takeOver(moment, customer, mapped, {
          settings,
          isEmailElsewhere: emailOwner !== null && emailOwner !== customer.id,
          ownedElsewhere: await vouchingStore(q).ownedByOthers(organizer.id, customer.id, provider.id),
        })
      : null
  return { decision, identity, customer: customer ?? null, takeover }
}

function momentOf(decision: Decision): Moment | null {
  if (decision.kind !== 'known' && decision.kind !== 'linked') return null
  return decision.claims ? 'new' : decision.kind
}

/** Whether something else would happen now, or another mail be due, than was thought. */
export function isSameOutlook(one: Outlook, other: Outlook): boolean {
  const text = ({ decision, identity, takeover }: Outlook) =>
    JSON.stringify([decision, identity?.id, takeover?.changes.email, takeover?.isEmailTaken])
  return text(one) === text(other)
}

async function found(customer: Promise<Customer>): Promise<Customer | null> {
  try {
    return await customer
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}
