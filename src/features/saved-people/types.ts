import type { AttendeeProfileId, CustomerAddressId, CustomerId } from '../../core/ids.ts'
import type { NamePart, NameParts } from '../../core/person-names.ts'
import type { Organizer } from '../organizers/index.ts'

export type TextField =
  | 'email'
  | 'company'
  | 'street'
  | 'zipcode'
  | 'city'
  | 'state'
  | 'country'
  | 'vat_id'
  | 'custom_field'
  | 'internal_reference'
  | 'beneficiary'

/** A person or an address as typed. */
export interface EntryForm {
  readonly name: Readonly<Partial<Record<NamePart, string>>>
  readonly texts: Readonly<Partial<Record<TextField, string>>>
  readonly isBusiness: boolean
}

/** People who come along, and addresses for invoices. */
export type EntryKind = 'people' | 'addresses'

/** A question of a shop and how it was answered; `value` is a text, yes or no, or the labels of options by their identifiers. */
export interface Answer {
  readonly label: string
  readonly value: unknown
}

/** A person or an address that a customer saved. Instants in ms. */
export interface Entry {
  readonly id: string
  /** Display name; may be empty. */
  readonly name: string
  readonly nameParts: NameParts
  readonly texts: Readonly<Partial<Record<TextField, string>>>
  /** Of addresses only. */
  readonly isBusiness: boolean
  /** Of people only. */
  readonly answers: readonly Answer[]
  readonly createdAt: number
  readonly modifiedAt: number
}

export type NewEntry = Omit<Entry, 'id' | 'answers' | 'createdAt' | 'modifiedAt'>
export type AnyEntryId = AttendeeProfileId | CustomerAddressId

/** What a customer saved, of one kind. No function finds or changes what belongs to somebody else. */
export interface SavedPeople {
  list(organizer: Organizer, kind: EntryKind, customerId: CustomerId): Promise<Entry[]>
  find(organizer: Organizer, kind: EntryKind, customerId: CustomerId, id: string): Promise<Entry | null>
  /** @throws InvalidInput by field, and under `entry` when there are too many or the account is gone */
  add(organizer: Organizer, kind: EntryKind, customerId: CustomerId, form: EntryForm): Promise<void>
  /** @throws InvalidInput by field, NotFound */
  change(organizer: Organizer, kind: EntryKind, customerId: CustomerId, id: string, form: EntryForm): Promise<void>
  /** False when there is none. */
  remove(organizer: Organizer, kind: EntryKind, customerId: CustomerId, id: string): Promise<boolean>
  /** Takes one answer out, by its place from 0, if its label is still this one; false when it is not. */
  removeAnswer(
    organizer: Organizer,
    customerId: CustomerId,
    id: string,
    answer: { readonly position: number; readonly label: string },
  ): Promise<boolean>
}
