import type {
  AttendeeProfileId,
  BulkChangeId,
  CustomerAddressId,
  CustomerEmailId,
  CustomerId,
  CustomerImportId,
  CustomerMergeId,
  OrganizerId,
  SsoClientId,
} from '../../core/ids.ts'
import type { Instant, JsonText } from './stored-values.ts'

/** A further address of a customer. Orders are matched by it once it is verified; nobody logs in with it. */
export interface CustomerEmailTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  id: CustomerEmailId
  /** Lower case. */
  email: string
  verified_at: Instant | null
  created_at: Instant
}

/** What a customer saved of a person who comes along. */
export interface AttendeeProfileTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  id: AttendeeProfileId
  attendee_name_parts: JsonText
  attendee_name_cached: string
  attendee_email: string | null
  company: string | null
  street: string | null
  zipcode: string | null
  city: string | null
  /** ISO 3166-1, two letters. */
  country: string | null
  state: string | null
  /** JSON array of `{field_name, field_label, value, question_type, question_identifier}`. */
  answers: JsonText
  created_at: Instant
  modified_at: Instant
}

/** A saved address for invoices. */
export interface CustomerAddressTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  id: CustomerAddressId
  is_business: boolean
  company: string | null
  name_parts: JsonText
  name_cached: string
  street: string | null
  zipcode: string | null
  city: string | null
  country: string | null
  state: string | null
  vat_id: string | null
  custom_field: string | null
  internal_reference: string | null
  beneficiary: string | null
  created_at: Instant
  modified_at: Instant
}

/** Two accounts that became one. */
export interface CustomerMergeTable {
  organizer_id: OrganizerId
  id: CustomerMergeId
  kept_id: CustomerId
  removed_id: CustomerId
  at: Instant
  actor_name: string
  /** What an undo needs, encrypted; null once it cannot be undone any more. */
  snapshot: string | null
  undo_until: Instant
  undone_at: Instant | null
}

/** The ID under which an app knows a customer, where it is not the customer's own: after a merge. */
export interface SsoSubjectTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  sso_client_id: SsoClientId
  identifier: string
}

/** A mail's text as an organizer wrote it, in Markdown with placeholders. */
export interface MailTextTable {
  organizer_id: OrganizerId
  key: string
  locale: string
  subject: string
  body: string
  modified_at: Instant
}

export interface CustomerImportTable {
  organizer_id: OrganizerId
  id: CustomerImportId
  file_name: string
  /** mapping, checking, checked, running, done, failed, canceled */
  state: string
  /** Which column is which field, and what to do with accounts that exist. */
  settings: JsonText
  total_rows: number
  done_rows: number
  created_count: number
  updated_count: number
  skipped_count: number
  failed_count: number
  /** An `AuditActor`. */
  actor: JsonText
  created_at: Instant
  modified_at: Instant
  lease_until: Instant | null
  lease_owner: string | null
}

/** Something that is done to all customers whom a filter finds. */
export interface CustomerBulkChangeTable {
  organizer_id: OrganizerId
  id: BulkChangeId
  action: string
  /** running, done, failed, canceled */
  state: string
  /** A `CustomerFilter`, encrypted; null once it is done or canceled. */
  filter: string | null
  /** Behind the last customer that is done; null before the first one. */
  cursor: string | null
  /** How many the filter found when somebody confirmed it. */
  total: number
  done: number
  /** Of those that are done. */
  changed: number
  /** An `AuditActor`. */
  actor: JsonText
  created_at: Instant
  modified_at: Instant
  lease_until: Instant | null
  lease_owner: string | null
}

/** A part of an imported file, encrypted; removed once it is done. */
export interface CustomerImportChunkTable {
  organizer_id: OrganizerId
  import_id: CustomerImportId
  number: number
  /** Number of its first row in the file, from 1. */
  first_row: number
  rows: string
}

export interface CustomerImportErrorTable {
  organizer_id: OrganizerId
  import_id: CustomerImportId
  /** In the file, from 1. */
  row: number
  /** `{field: Message}` */
  problems: JsonText
}
