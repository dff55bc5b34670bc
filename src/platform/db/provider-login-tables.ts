import type {
  ClaimGrantId,
  ClaimRuleId,
  CustomerId,
  CustomerIdentityId,
  MembershipId,
  MembershipTypeId,
  OrganizerId,
  SsoLoginId,
  SsoProviderId,
  SsoTestId,
} from '../../core/ids.ts'
import type { Instant, JsonText } from './stored-values.ts'

/** An identity system that customers of an organizer log in with. */
export interface SsoProviderTable {
  organizer_id: OrganizerId
  id: SsoProviderId
  /** Its part of the return address; never changes. */
  slug: string
  is_active: boolean
  /** JSON: texts by language. */
  name: JsonText
  button_label: JsonText
  /** What was chosen when it was made, e.g. `keycloak`. */
  preset: string
  issuer: string
  client_id: string
  /** Encrypted; null for clients without one. */
  client_secret: string | null
  /** Its last four symbols. */
  secret_hint: string | null
  /** Encrypted private key for `private_key_jwt` and for secrets that are signed. */
  client_key: string | null
  /** An object: see `ProviderSettings`. */
  settings: JsonText
  /** An object with the discovery document and the keys as they were read last. */
  metadata: JsonText | null
  metadata_at: Instant | null
  /** When discovery was tried last, and what was wrong then; null when nothing was. */
  checked_at: Instant | null
  problem: JsonText | null
  created_at: Instant
  modified_at: Instant
}

export interface SsoProviderIconTable {
  organizer_id: OrganizerId
  provider_id: SsoProviderId
  media_type: string
  data: Uint8Array
  sha256: string
}

/** A person at a provider, and whose account that is here. Issuer and subject are unique at a provider. */
export interface CustomerIdentityTable {
  organizer_id: OrganizerId
  id: CustomerIdentityId
  customer_id: CustomerId
  provider_id: SsoProviderId
  issuer: string
  subject: string
  /** As the provider says; lower case. */
  email: string | null
  /** JSON array: fields of the account that this provider decides. */
  owned_fields: JsonText
  /** What the provider sent last, encrypted. */
  claims: string | null
  created_at: Instant
  last_login_at: Instant | null
}

/** A login under way at a provider. */
export interface SsoAttemptTable {
  organizer_id: OrganizerId
  /** SHA-256 of `state`. */
  state_hash: string
  provider_id: SsoProviderId
  /** SHA-256 of the secret in the cookie of the browser that set out. */
  browser_hash: string
  /** login, link, test; `posted` for a form that was put aside. */
  purpose: string
  /** Nonce, verifier, where to go on, whom to link; encrypted. */
  data: string
  created_at: Instant
  expires_at: Instant
  /** When somebody came back with it. */
  used_at: Instant | null
}

/** Somebody whom a provider vouched for, and who has to answer a question before an account is opened. */
export interface SsoQuestionTable {
  organizer_id: OrganizerId
  /** SHA-256 of its name in addresses. */
  id_hash: string
  provider_id: SsoProviderId
  /** SHA-256 of the secret in the cookie of the browser that is asked. */
  browser_hash: string
  /** SHA-256 of provider, issuer and subject: with one answer all questions to this person end. */
  subject_hash: string
  /** prove: an account has this address; confirm: the address has to be confirmed by mail; address: there is none yet. */
  kind: string
  customer_id: CustomerId | null
  email: string | null
  /** A mail of ours proved that the person reads the mails of the address. */
  is_mailbox_proven: boolean
  /** SHA-256 of the digits that were sent last, with the secret of the browser. */
  code_hash: string | null
  code_until: Instant | null
  tries_left: number
  /** Who they are there and what came with it, encrypted. */
  data: string
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

/** A login through a provider that worked or did not, for staff. */
export interface SsoLoginTable {
  organizer_id: OrganizerId
  id: SsoLoginId
  provider_id: SsoProviderId
  at: Instant
  /** What the person was shown; null for logins that worked. */
  reference: string | null
  /** `logged_in`, or a word for what went wrong. */
  outcome: string
  /** SHA-256 of issuer and subject, to find what belongs to a person who is erased. */
  subject_hash: string | null
  customer_id: CustomerId | null
  /** Claims and details, encrypted. */
  detail: string
}

/** Claims that make memberships and tags. */
export interface ClaimRuleTable {
  organizer_id: OrganizerId
  id: ClaimRuleId
  provider_id: SsoProviderId
  is_active: boolean
  position: number
  /** Path of the claim. */
  claim: string
  /** equals, contains, exists, matches */
  operator: string
  value: string
  membership_type_id: MembershipTypeId | null
  tag: string | null
  /** How long a membership counts after the last login that showed the claim, in days. */
  valid_days: number
  created_at: Instant
  modified_at: Instant
}

/** What a rule gave somebody. */
export interface ClaimGrantTable {
  organizer_id: OrganizerId
  id: ClaimGrantId
  /** null when the rule is gone. */
  rule_id: ClaimRuleId | null
  identity_id: CustomerIdentityId | null
  customer_id: CustomerId
  membership_id: MembershipId | null
  tag: string | null
  /** The rule in words, as it was when it gave this. */
  condition: string
  granted_at: Instant
  /** The last login that showed the claim. */
  seen_at: Instant
  /** How long it counts without another login; null for tags, which stay until a login shows that the claim is gone. */
  ends_at: Instant | null
  /** Why it is to end although nobody logged in, e.g. `rule_off`. */
  ending: string | null
  ended_at: Instant | null
}

/** A word that staff or a rule put to a customer. */
export interface CustomerTagTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  tag: string
  /** staff, rule, both */
  source: string
  created_at: Instant
}

/** A test of the connection by staff. */
export interface SsoTestTable {
  organizer_id: OrganizerId
  id: SsoTestId
  provider_id: SsoProviderId
  /** waiting, begun, done */
  state: string
  /** SHA-256 of the ticket with which its login begins; null once it did, or when there is none. */
  ticket_hash: string | null
  /** passed, warned, failed; null while waiting. */
  result: string | null
  actor_name: string
  /** Steps with what was sent and received, encrypted. */
  report: string
  created_at: Instant
  finished_at: Instant | null
}

/** A login for a checkout in a frame, handed over once. */
export interface PopupLoginTable {
  organizer_id: OrganizerId
  /** SHA-256 of the secret in the cookie of the popup. */
  id_hash: string
  /** SHA-256 of the value that is handed over; null until somebody logged in. */
  value_hash: string | null
  /** SHA-256 of the name of the cart. */
  cart_hash: string
  /** S256 challenge of the secret that the embedding page holds. */
  challenge: string
  origin: string
  customer_id: CustomerId | null
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}
