import type { CustomerId, CustomerIdentityId, CustomerSessionId, OrganizerId } from '../../core/ids.ts'
import type {
  AttendeeProfileTable,
  CustomerAddressTable,
  CustomerBulkChangeTable,
  CustomerEmailTable,
  CustomerImportChunkTable,
  CustomerImportErrorTable,
  CustomerImportTable,
  CustomerMergeTable,
  MailTextTable,
  SsoSubjectTable,
} from './account-tables.ts'
import type {
  CustomerPasskeyTable,
  CustomerRecoveryCodeTable,
  CustomerTotpTable,
  KnownBrowserTable,
  LoginCodeTable,
  PasskeyChallengeTable,
  PendingLoginTable,
} from './credential-tables.ts'
import type {
  AuditLogTable,
  ConfigVersionTable,
  DemoMailTable,
  InstallationTable,
  OutboxTable,
  ThrottlePointTable,
} from './installation-tables.ts'
import type {
  MembershipTable,
  MembershipTypeTable,
  OrderChoiceTable,
  OrderPositionTable,
  OrderTable,
} from './order-tables.ts'
import type {
  ClaimGrantTable,
  ClaimRuleTable,
  CustomerIdentityTable,
  CustomerTagTable,
  PopupLoginTable,
  SsoAttemptTable,
  SsoLoginTable,
  SsoProviderIconTable,
  SsoProviderTable,
  SsoQuestionTable,
  SsoTestTable,
} from './provider-login-tables.ts'
import type {
  InitialAccessTokenTable,
  PairwiseSaltTable,
  PushedRequestTable,
  RefusedRequestTable,
  SigningKeyTable,
  SsoClientLogoTable,
  SsoClientTable,
  SsoConsentTable,
  SsoGrantTable,
  SsoRefreshTable,
  UsedProofTable,
} from './provider-tables.ts'
import type {
  ApiTokenTable,
  OrganizerMemberTable,
  StaffChallengeTable,
  StaffEmailCodeTable,
  StaffLoginAttemptTable,
  StaffLoginSourceTable,
  StaffMailLinkTable,
  StaffPasskeyTable,
  StaffPasswordHistoryTable,
  StaffPendingLoginTable,
  StaffRecoveryCodeTable,
  StaffRegistrationTable,
  StaffSessionTable,
  StaffTotpDeviceTable,
  TeamInviteTable,
  TeamMemberTable,
  TeamTable,
  UserTable,
} from './staff-tables.ts'
import type { Instant, JsonText } from './stored-values.ts'

export interface OrganizerTable {
  id: OrganizerId
  slug: string
  name: string
  locale: string
  time_zone: string
  brand_color: string
  tagline: string | null
  created_at: Instant
}

export interface OrganizerLogoTable {
  organizer_id: OrganizerId
  media_type: string
  data: Uint8Array
  sha256: string
}

export interface OrganizerSettingTable {
  organizer_id: OrganizerId
  key: string
  value: JsonText
}

export interface OrganizerDomainTable {
  organizer_id: OrganizerId
  /** Lower case, with the port when it is not the scheme's own. */
  host: string
  created_at: Instant
}

export interface CustomerTable {
  id: CustomerId
  organizer_id: OrganizerId
  /** The customer ID that people see, e.g. QX7PL4D; unique in the organizer. */
  identifier: string
  /** Lower case; null once anonymised. */
  email: string | null
  /** E.164. */
  phone: string | null
  password_hash: string | null
  name_cached: string
  name_parts: JsonText
  /** Everything that a search looks through, without case and accents. */
  search_text: string
  is_active: boolean
  is_verified: boolean
  locale: string
  external_identifier: string | null
  notes: string | null
  /** Optional profile fields, an object. */
  profile: JsonText
  is_phone_verified: boolean
  created_at: Instant
  modified_at: Instant
  last_login_at: Instant | null
  /** When the present password was chosen; null when that is not known. */
  password_set_at: Instant | null
  /** When the account is anonymised, because its owner asked for that. */
  deletion_due_at: Instant | null
  /** The account that this one became a part of. */
  merged_into: CustomerId | null
  /** Some apps know this person under another ID; see `sso_subjects`. */
  has_other_subjects: boolean
}

export interface CustomerSessionTable {
  id: CustomerSessionId
  organizer_id: OrganizerId
  id_hash: string
  customer_id: CustomerId
  auth_at: Instant
  /** Authentication methods, RFC 8176 words separated by spaces, e.g. `pwd`. */
  amr: string
  created_at: Instant
  last_used_at: Instant
  expires_at: Instant
  user_agent: string
  ip_prefix: string
  /** The organizer's own domain at which the person logged in; null at the main address. */
  host: string | null
  /** The identity that it was begun with, when a provider vouched for the person. */
  identity_id: CustomerIdentityId | null
  /** Name of the session there, `sid` of OpenID Connect. */
  upstream_session: string | null
  /** What a logout there needs, encrypted. */
  upstream_data: string | null
}

/** Links sent by mail: single use, bound to a purpose. */
export interface MailLinkTable {
  organizer_id: OrganizerId
  token_hash: string
  purpose: string
  customer_id: CustomerId
  /** The address that the link was sent to. */
  email: string
  /** Where to go afterwards, a path within the organizer's pages. */
  next: string | null
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
  /** What the link does, as its purpose needs it, an object. */
  data: JsonText | null
}

export interface Schema {
  organizers: OrganizerTable
  organizer_logos: OrganizerLogoTable
  organizer_settings: OrganizerSettingTable
  organizer_domains: OrganizerDomainTable
  organizer_members: OrganizerMemberTable
  users: UserTable
  staff_sessions: StaffSessionTable
  staff_login_attempts: StaffLoginAttemptTable
  staff_pending_logins: StaffPendingLoginTable
  staff_login_sources: StaffLoginSourceTable
  staff_password_history: StaffPasswordHistoryTable
  staff_mail_links: StaffMailLinkTable
  staff_registrations: StaffRegistrationTable
  staff_email_codes: StaffEmailCodeTable
  staff_totp_devices: StaffTotpDeviceTable
  staff_passkeys: StaffPasskeyTable
  staff_challenges: StaffChallengeTable
  staff_recovery_codes: StaffRecoveryCodeTable
  teams: TeamTable
  team_members: TeamMemberTable
  team_invites: TeamInviteTable
  api_tokens: ApiTokenTable
  customers: CustomerTable
  customer_sessions: CustomerSessionTable
  mail_links: MailLinkTable
  customer_emails: CustomerEmailTable
  attendee_profiles: AttendeeProfileTable
  customer_addresses: CustomerAddressTable
  customer_merges: CustomerMergeTable
  sso_subjects: SsoSubjectTable
  login_codes: LoginCodeTable
  pending_logins: PendingLoginTable
  known_browsers: KnownBrowserTable
  customer_passkeys: CustomerPasskeyTable
  passkey_challenges: PasskeyChallengeTable
  customer_totp: CustomerTotpTable
  customer_recovery_codes: CustomerRecoveryCodeTable
  membership_types: MembershipTypeTable
  memberships: MembershipTable
  orders: OrderTable
  order_positions: OrderPositionTable
  order_choices: OrderChoiceTable
  mail_texts: MailTextTable
  customer_bulk_changes: CustomerBulkChangeTable
  customer_imports: CustomerImportTable
  customer_import_chunks: CustomerImportChunkTable
  customer_import_errors: CustomerImportErrorTable
  sso_clients: SsoClientTable
  sso_client_logos: SsoClientLogoTable
  initial_access_tokens: InitialAccessTokenTable
  sso_consents: SsoConsentTable
  sso_grants: SsoGrantTable
  sso_refreshes: SsoRefreshTable
  pushed_requests: PushedRequestTable
  used_proofs: UsedProofTable
  refused_requests: RefusedRequestTable
  pairwise_salts: PairwiseSaltTable
  signing_keys: SigningKeyTable
  sso_providers: SsoProviderTable
  sso_provider_icons: SsoProviderIconTable
  customer_identities: CustomerIdentityTable
  sso_attempts: SsoAttemptTable
  sso_questions: SsoQuestionTable
  sso_logins: SsoLoginTable
  sso_tests: SsoTestTable
  popup_logins: PopupLoginTable
  claim_rules: ClaimRuleTable
  claim_grants: ClaimGrantTable
  customer_tags: CustomerTagTable
  outbox: OutboxTable
  audit_log: AuditLogTable
  demo_mails: DemoMailTable
  throttle_points: ThrottlePointTable
  config_version: ConfigVersionTable
  installation: InstallationTable
}
