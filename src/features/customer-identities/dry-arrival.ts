import type { CustomerId, CustomerIdentityId } from '../../core/ids.ts'
import { displayName } from '../../core/person-names.ts'
import type { Customer } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { Outlook } from './outlook.ts'
import { takeOver } from './rules/sync.ts'
import type { Arrival, ArrivingPerson, CustomerIdentity, MappedPerson } from './types.ts'

const NO_CUSTOMER = '' as CustomerId
const NO_IDENTITY = '' as CustomerIdentityId

/**
 * What would come of it. An account or an identity that there is not yet has an empty ID.
 * @param now instant in ms
 */
export function dryArrival(
  organizer: Organizer,
  person: ArrivingPerson,
  mapped: MappedPerson,
  { decision, identity, customer, takeover }: Outlook,
  now: number,
): Arrival {
  switch (decision.kind) {
    case 'known':
    case 'linked': {
      if (!customer || !takeover) break
      const { changes, owned } = takeover
      const name = changes.nameParts ? displayName(changes.nameParts) : customer.name
      const after = { ...customer, ...changes, name }
      const before = identity ?? newIdentity(organizer, person, after.id, now)
      return {
        kind: decision.kind,
        customer: after,
        identity: { ...before, email: mapped.email, ownedFields: owned },
      }
    }
    case 'created': {
      const account = newAccount(organizer, person, mapped, decision.email, now)
      const { settings } = person.provider
      const { owned } = takeOver('new', account, mapped, { settings, isEmailElsewhere: false })
      const made = newIdentity(organizer, person, account.id, now)
      return { kind: 'created', customer: account, identity: { ...made, email: mapped.email, ownedFields: owned } }
    }
    case 'prove':
      if (customer) return { kind: 'prove', customer, email: decision.email }
      break
    default:
      return decision
  }
  return { kind: 'refused', reason: 'no_account' }
}

function newIdentity(
  { id: organizerId }: Organizer,
  { provider, issuer, subject }: ArrivingPerson,
  customerId: CustomerId,
  now: number,
): CustomerIdentity {
  return {
    id: NO_IDENTITY,
    organizerId,
    customerId,
    providerId: provider.id,
    issuer,
    subject,
    email: null,
    ownedFields: [],
    createdAt: now,
    lastLoginAt: null,
  }
}

function newAccount(
  organizer: Organizer,
  { provider, locale }: ArrivingPerson,
  mapped: MappedPerson,
  email: string,
  now: number,
): Customer {
  const { sync } = provider.settings
  const nameParts = sync.name === 'never' ? {} : mapped.nameParts
  return {
    id: NO_CUSTOMER,
    organizerId: organizer.id,
    identifier: '',
    email,
    phone: sync.phone === 'never' ? null : mapped.phone,
    isPhoneVerified: false,
    hasPassword: false,
    name: displayName(nameParts),
    nameParts,
    profile: {},
    isActive: true,
    isVerified: true,
    locale: (sync.locale === 'never' ? null : mapped.locale) ?? locale,
    externalIdentifier: null,
    notes: null,
    createdAt: now,
    modifiedAt: now,
    lastLoginAt: null,
    passwordSetAt: null,
    deletionDueAt: null,
    mergedInto: null,
  }
}
