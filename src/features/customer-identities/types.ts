import type { CustomerId, CustomerIdentityId, OrganizerId, SsoProviderId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { Claims } from '../../protocol/client/claims.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Customer } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SsoProvider, SyncedField } from '../sso-providers/index.ts'

/** A person at a provider, and whose account that is. Instants in ms. */
export interface CustomerIdentity {
  readonly id: CustomerIdentityId
  readonly organizerId: OrganizerId
  readonly customerId: CustomerId
  readonly providerId: SsoProviderId
  readonly issuer: string
  readonly subject: string
  /** As the provider says; lower case. */
  readonly email: string | null
  /** Fields of the account that this provider decides at each login. */
  readonly ownedFields: readonly SyncedField[]
  readonly createdAt: number
  readonly lastLoginAt: number | null
}

/** Somebody whom a provider vouched for. */
export interface ArrivingPerson {
  readonly provider: SsoProvider
  readonly issuer: string
  /** The value of the claim that is configured as user ID. */
  readonly subject: string
  readonly claims: Claims
  /** Language of the page that they come from. */
  readonly locale: Locale
}

/** What claims make of a person, before any account is looked at. */
export interface MappedPerson {
  /** Lower case, valid; null when the provider sent none. */
  readonly email: string | null
  /** There was something in the place of an address that is none. */
  readonly hasBadEmail: boolean
  /** Only what `email_verified` says: a text "false" is no, absence is null. */
  readonly isEmailVerified: boolean | null
  readonly nameParts: Readonly<Record<string, string>>
  /** E.164 */
  readonly phone: string | null
  readonly locale: Locale | null
}

/** Why somebody whom the provider vouched for does not come in. */
export type ArrivalRefusal =
  | 'subject_missing'
  | 'email_missing'
  | 'email_invalid'
  | 'email_unverified'
  | 'customer_disabled'
  | 'provider_disabled'
  | 'no_account'
  | 'linked_elsewhere'
  | 'email_taken'

/** What happens to somebody who arrives. */
export type Arrival =
  /** In: the account is known, was linked without a question, or was just made. */
  | {
      readonly kind: 'known' | 'linked' | 'created'
      readonly customer: Customer
      readonly identity: CustomerIdentity
    }
  /** An account has this address: its owner proves it, then the identity is attached. */
  | { readonly kind: 'prove'; readonly customer: Customer; readonly email: string }
  /** The address has to be confirmed by our own mail first; `email` null: it has to be asked for first. */
  | { readonly kind: 'confirm_email'; readonly email: string | null }
  | { readonly kind: 'refused'; readonly reason: ArrivalRefusal }

export interface ArriveOptions {
  /** An address that this person proved by a mail of ours in this login. */
  readonly confirmedEmail?: string
  /** The account that this person just proved to own. */
  readonly provenCustomer?: CustomerId
  /** Nothing is written: what would happen. */
  readonly isDry?: boolean
  /** With `isDry`: what would happen if the provider were active. */
  readonly asIfActive?: boolean
}

/** Identities of customers at providers. Every change is written to the history of the customer. */
export interface CustomerIdentities {
  /** What the mapping of the provider makes of claims. */
  map(organizer: Organizer, person: ArrivingPerson): MappedPerson
  /**
   * Finds, links or makes the account, and writes what is synchronised, in one transaction. Of many at once one makes the account.
   * @throws nothing that a provider or a person can cause
   */
  arrive(organizer: Organizer, person: ArrivingPerson, options?: ArriveOptions): Promise<Arrival>
  of(organizerId: OrganizerId, customerId: CustomerId): Promise<readonly CustomerIdentity[]>
  /** Those of several customers. */
  ofMany(organizerId: OrganizerId, customers: readonly CustomerId[]): Promise<readonly CustomerIdentity[]>
  byId(organizerId: OrganizerId, id: CustomerIdentityId): Promise<CustomerIdentity | null>
  bySubject(
    organizerId: OrganizerId,
    provider: SsoProvider['id'],
    issuer: string,
    subject: string,
  ): Promise<CustomerIdentity | null>
  /** Fields of an account that providers own, with the provider of each. */
  ownedFields(organizerId: OrganizerId, customerId: CustomerId): Promise<ReadonlyMap<SyncedField, SsoProvider>>
  /** The claims that came last; null when none are kept. */
  lastClaims(organizerId: OrganizerId, id: CustomerIdentityId): Promise<Claims | null>
  /**
   * Takes an identity off an account; its sessions end. @throws LastWayIn unless `force` when nobody could log in any more, NotFound
   */
  unlink(organizer: Organizer, id: CustomerIdentityId, actor: AuditActor, options?: UnlinkOptions): Promise<void>
  /** Whether somebody could log in to the account without this identity. */
  hasOtherWay(organizer: Organizer, identity: CustomerIdentity): Promise<boolean>
  /** Features that have to do with what a provider says add themselves here: called in the transaction of each arrival. */
  onArrival(handler: ArrivalHandler): void
  /** The same for identities that are taken off. */
  onUnlinked(handler: UnlinkedHandler): void
}

export interface UnlinkOptions {
  /** Even when nobody could log in any more. */
  readonly force?: boolean
  /** Why, in the words of staff; for the history and the mail to the customer. */
  readonly reason?: string
  /** The account goes on with a login by email. */
  readonly isConversion?: boolean
}

export type UnlinkedHandler = (q: Database, organizerId: OrganizerId, identity: CustomerIdentity) => Promise<void>

export type ArrivalHandler = (
  q: Database,
  organizer: Organizer,
  arrived: { readonly customer: Customer; readonly identity: CustomerIdentity; readonly claims: Claims },
) => Promise<void>
