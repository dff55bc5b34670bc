import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { Message } from '../../core/errors.ts'
import type { CustomerId, CustomerSessionId, MembershipTypeId, OrganizerId, SsoProviderId } from '../../core/ids.ts'
import type { NameParts } from '../../core/person-names.ts'
import type { Profile } from '../../core/profile-fields.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Locale, TextKey } from '../../platform/i18n/i18n.ts'
import type { Organizer } from '../organizers/index.ts'
import type { ProfileTexts } from './rules/profile.ts'

/** A ticket buyer's account with one organizer. Instants in ms. */
export interface Customer {
  readonly id: CustomerId
  readonly organizerId: OrganizerId
  /** The customer ID that people see, also the `sub` of OpenID Connect; never changes. */
  readonly identifier: string
  /** Lower case; null once anonymised. */
  readonly email: string | null
  /** E.164 */
  readonly phone: string | null
  /** Somebody made sure that the number is this person's. */
  readonly isPhoneVerified: boolean
  readonly hasPassword: boolean
  /** Display name; "" when nothing is known. */
  readonly name: string
  readonly nameParts: NameParts
  /** Optional fields, whether or not the organizer asks for them now. */
  readonly profile: Profile
  readonly isActive: boolean
  readonly isVerified: boolean
  readonly locale: Locale
  readonly externalIdentifier: string | null
  readonly notes: string | null
  readonly createdAt: number
  readonly modifiedAt: number
  readonly lastLoginAt: number | null
  /** When the present password was chosen; null when that is not known. */
  readonly passwordSetAt: number | null
  /** When the account is anonymised, because its owner asked for that. */
  readonly deletionDueAt: number | null
  /** The account that this one became a part of. */
  readonly mergedInto: CustomerId | null
}

export type CustomerStatus = 'active' | 'unverified' | 'disabled'

export interface NewCustomer {
  readonly email: string
  readonly nameParts: NameParts
  readonly phone?: string | null
  readonly isPhoneVerified?: boolean
  /** As typed. */
  readonly profile?: ProfileTexts
  readonly locale: Locale
  readonly isActive?: boolean
  readonly isVerified: boolean
  /** PHC string from `platform.passwords`; hash before the transaction begins. */
  readonly passwordHash?: string | null
  readonly identifier?: string
  readonly externalIdentifier?: string | null
  readonly notes?: string | null
}

export interface CustomerChanges {
  readonly email?: string
  readonly nameParts?: NameParts
  readonly phone?: string | null
  /** Unless it is given, a new number is not verified. */
  readonly isPhoneVerified?: boolean
  /** As typed; what is left out stays, what is empty goes. */
  readonly profile?: ProfileTexts
  readonly locale?: Locale
  readonly isActive?: boolean
  readonly isVerified?: boolean
  readonly externalIdentifier?: string | null
  readonly notes?: string | null
}

/** Fields that an identity provider may decide. */
export type OwnableField = 'email' | 'name' | 'phone' | 'locale'

/** Why nobody can change a field here, for those that an identity provider decides. */
export type OwnedNotes = ReadonlyMap<OwnableField, Child>
export type FindOwnedNotes = (request: FastifyRequest, customer: Pick<Customer, 'id'>) => Promise<OwnedNotes>

/** What an identity provider says of its person. */
export type FollowedChanges = Pick<CustomerChanges, 'email' | 'nameParts' | 'phone' | 'locale'>

export type CustomerOrdering = 'email' | 'name' | 'identifier' | 'external_identifier' | 'created' | 'last_login'

/** From `since` on, until just before `before`; instants in ms. */
export interface Period {
  readonly since?: number | undefined
  readonly before?: number | undefined
}

/** `none`, `any`: at all. `valid`, `type`: begun, not ended and not canceled at an instant in ms. */
export type MembershipFilter =
  | { readonly kind: 'none' }
  | { readonly kind: 'any' }
  | { readonly kind: 'valid'; readonly at: number }
  | { readonly kind: 'type'; readonly typeId: MembershipTypeId; readonly at: number }

/** What accounts are looked for; they have to be all of it. */
export interface CustomerFilter {
  /**
   * Words. Each of them is somewhere in email, name, external ID, phone and notes, or begins the ID; one of one or two characters
   * begins a word there. Case and accents do not matter.
   */
  readonly search?: string | undefined
  readonly status?: CustomerStatus | 'leaving' | undefined
  readonly membership?: MembershipFilter | undefined
  readonly hasPassword?: boolean | undefined
  /** As it is kept. */
  readonly tag?: string | undefined
  /** They log in with it. */
  readonly providerId?: SsoProviderId | undefined
  readonly lastLogin?: Period | 'never' | undefined
  readonly created?: Period | undefined
}

export interface CustomerQuery extends CustomerFilter {
  /** `email` unless said otherwise. Accounts without a value come last in both directions. */
  readonly ordering?: CustomerOrdering | undefined
  readonly descending?: boolean | undefined
  /** 1 to 5,000. */
  readonly limit: number
  /** Cursor that a page gave; opaque. One that does not fit is ignored. */
  readonly cursor?: string | undefined
}

export interface CustomerPage {
  readonly customers: readonly Customer[]
  /** Cursors of the neighbouring pages, null at the ends. */
  readonly newer: string | null
  readonly older: string | null
  /** So many accounts were looked at in vain that the page ends before it is full: what follows is behind its cursor. */
  readonly isPartial: boolean
  /** How many match in all, up to 1,001; null when that is not known. */
  readonly found: number | null
}

/** How many accounts are in each state; disabled ones count as nothing else. */
export type CustomerCounts = Readonly<Record<CustomerStatus | 'all', number>>

/** What happens in one step when an account loses its right to log in or its secret: asked of every feature that holds such things. */
export interface EndAccessOptions {
  /** `password`: a new one was set. `anonymized`: everything personal is removed. `lost`: may not log in, or has another address. */
  readonly reason: 'password' | 'lost' | 'anonymized'
  readonly keepSession?: CustomerSessionId | undefined
  /** The organizer lets apps keep their tokens over a mere new password. */
  readonly keepAppTokens?: boolean
  /** Only what was sent to the address before ends: somebody trustworthy says that it is still the same person. */
  readonly keepSessions?: boolean
}

export type EndAccess = (
  q: Database,
  organizerId: OrganizerId,
  customerId: CustomerId,
  options: EndAccessOptions,
) => Promise<void>

/**
 * What one feature holds about a person: asked for the copy of all data, for the preview of a deletion, and when an account is
 * anonymised or merged.
 */
export interface PersonalData {
  /** Stable word, the key in the copy of the data. */
  readonly key: string
  /** Heading for people, in the copy that is to be read. */
  readonly title: TextKey
  /** Everything about this person that they may have, as JSON values with names that speak for themselves. No secrets. */
  export(q: Database, organizer: Organizer, customer: Customer): Promise<unknown>
  /** What a deletion removes and what has to stay, as messages for people; only what there is. */
  preview(q: Database, organizer: Organizer, customer: Customer): Promise<DeletionPreview>
  /** Removes everything personal that this feature holds, in the transaction in which the account loses it. */
  erase(q: Database, organizer: Organizer, customer: Customer): Promise<void>
  /**
   * Moves what belongs to `from` over to `into`. Answers what an undo needs to move it back, as a JSON value; null for nothing.
   */
  move(q: Database, organizer: Organizer, from: CustomerId, into: CustomerId): Promise<unknown>
  /** Moves back what `move` moved, as far as it is still there. */
  moveBack(q: Database, organizer: Organizer, from: CustomerId, into: CustomerId, moved: unknown): Promise<void>
}

/** What a person was known by whose account is anonymised; not what belongs to somebody else by now. */
export interface Traces {
  /** Lower case: of all login addresses, further addresses and addresses that mails were sent to. */
  readonly emails: readonly string[]
  readonly identifiers: readonly string[]
  readonly externalIdentifiers: readonly string[]
}

/** Removes what is kept of a person without knowing whose it is, in the transaction in which the account is anonymised. */
export type EraseTraces = (q: Database, organizer: Organizer, traces: Traces) => Promise<void>

/** A deletion as it is thought to be planned. */
export interface DueDeletion {
  /** For this instant (ms) or an earlier one. */
  readonly before: number
  /** The address that the account has. */
  readonly email: string | null
}

export interface DeletionPreview {
  readonly goes: readonly Message[]
  readonly stays: readonly Message[]
}
