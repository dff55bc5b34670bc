import type {
  AuditId,
  CustomerId,
  CustomerSessionId,
  GrantId,
  InitialTokenId,
  OrganizerId,
  OutboxId,
  PushedRequestId,
  RefreshId,
  RefusalId,
  SsoClientId,
  UserId,
} from '../../core/ids.ts'

/** Milliseconds since 1970-01-01 UTC. */
export type Instant = number
/** JSON as text, validated with zod when it is read. */
export type JsonText = string

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

export interface UserTable {
  id: UserId
  /** Lower case, unique in the installation. */
  email: string
  auth_backend: string
  auth_backend_identifier: string | null
  fullname: string
  locale: string
  time_zone: string
  is_active: boolean
  is_admin: boolean
  is_verified: boolean
  password_hash: string | null
  created_at: Instant
  modified_at: Instant
  last_login_at: Instant | null
}

export interface StaffSessionTable {
  id_hash: string
  user_id: UserId
  auth_backend: string
  /** Last full login or reauthentication. */
  auth_at: Instant
  created_at: Instant
  last_used_at: Instant
  expires_at: Instant
  is_long: boolean
  user_agent: string
  ip_prefix: string
}

export interface OrganizerMemberTable {
  organizer_id: OrganizerId
  user_id: UserId
  role: string
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
}

export interface SsoClientTable {
  id: SsoClientId
  organizer_id: OrganizerId
  client_id: string
  name: string
  is_active: boolean
  client_type: string
  token_endpoint_auth_method: string
  /** JSON arrays of strings. */
  grant_types: JsonText
  response_types: JsonText
  redirect_uris: JsonText
  post_logout_redirect_uris: JsonText
  allowed_scopes: JsonText
  require_pkce: boolean
  consent: string
  id_token_alg: string
  backchannel_logout_uri: string | null
  frontchannel_logout_uri: string | null
  /** null for public clients. */
  secret_hash: string | null
  secret_created_at: Instant | null
  /** The secret before the present one, as long as both count. */
  former_secret_hash: string | null
  former_secret_expires_at: Instant | null
  /** An object: metadata that few clients have. */
  options: JsonText
  /** Only clients that registered themselves: what manages the registration. */
  registration_token_hash: string | null
  created_at: Instant
  modified_at: Instant
}

export interface SsoClientLogoTable {
  organizer_id: OrganizerId
  sso_client_id: SsoClientId
  media_type: string
  data: Uint8Array
  sha256: string
}

/** What an app needs to register itself. */
export interface InitialAccessTokenTable {
  id: InitialTokenId
  organizer_id: OrganizerId
  name: string
  token_hash: string
  uses_left: number
  expires_at: Instant
  created_at: Instant
}

/** What a customer allowed an app. */
export interface SsoConsentTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  sso_client_id: SsoClientId
  /** Words separated by spaces. */
  scope: string
  /** JSON array: claims that were asked for one by one. */
  claims: JsonText
  created_at: Instant
  updated_at: Instant
}

/** One authorization: its code, and the access tokens that were issued with it and for it. */
export interface SsoGrantTable {
  id: GrantId
  organizer_id: OrganizerId
  /** `sso_clients.id` */
  sso_client_id: SsoClientId
  customer_id: CustomerId
  session_id: CustomerSessionId | null
  subject: string
  scope: string
  nonce: string | null
  redirect_uri: string
  auth_at: Instant
  amr: string
  /** Empty when no code was issued. */
  code_hash: string
  code_challenge: string | null
  code_expires_at: Instant
  code_used_at: Instant | null
  access_token_hash: string | null
  access_token_expires_at: Instant | null
  revoked_at: Instant | null
  created_at: Instant
  /** Issued in the front channel. */
  front_token_hash: string | null
  front_token_expires_at: Instant | null
  /** The `claims` parameter of the request. */
  claims: JsonText | null
  /** RFC 7638 thumbprint of the key that its tokens are bound to. */
  dpop_jkt: string | null
  /** When all of it has ended by itself. Never changes: an indexed column that changed would cost PostgreSQL its heap-only updates. */
  ends_at: Instant
}

/** A refresh token of a grant, and the access token that was issued together with it, which the first one has not. */
export interface SsoRefreshTable {
  organizer_id: OrganizerId
  grant_id: GrantId
  id: RefreshId
  refresh_token_hash: string
  refresh_token_expires_at: Instant
  used_at: Instant | null
  access_token_hash: string | null
  access_token_expires_at: Instant | null
  /** The key that the access token is bound to. */
  dpop_jkt: string | null
  created_at: Instant
}

/** An authorization request that the app sent ahead, RFC 9126. */
export interface PushedRequestTable {
  organizer_id: OrganizerId
  id: PushedRequestId
  sso_client_id: SsoClientId
  secret_hash: string
  /** Form-encoded. */
  params: string
  dpop_jkt: string | null
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

/** What counts once: client assertions, DPoP proofs, logout tokens. */
export interface UsedProofTable {
  organizer_id: OrganizerId
  hash: string
  expires_at: Instant
}

/** Why a request of an app was refused, for staff. */
export interface RefusedRequestTable {
  organizer_id: OrganizerId
  id: RefusalId
  /** Short, shown to whoever was refused. */
  reference: string
  at: Instant
  sso_client_id: SsoClientId | null
  endpoint: string
  error: string
  detail: JsonText
}

export interface PairwiseSaltTable {
  organizer_id: OrganizerId
  /** Encrypted. */
  salt: string
}

export interface SigningKeyTable {
  kid: string
  organizer_id: OrganizerId
  alg: string
  /** next, current, previous */
  state: string
  public_jwk: JsonText
  private_key: string
  created_at: Instant
  state_changed_at: Instant
  /** When it began to sign; of a next key when it will. */
  signs_from: Instant
  /** current: its successor is to be announced, null when that is done; next: it is to sign; previous: it is to be removed. */
  due_at: Instant | null
}

export interface OutboxTable {
  id: OutboxId
  organizer_id: OrganizerId | null
  kind: string
  /** Encrypted at rest, emptied once it was delivered. */
  payload: string
  /** Shown to staff: whom it goes to. */
  recipient: string
  /** Shown to staff: what it is, e.g. the template's name. */
  topic: string
  state: string
  attempts: number
  created_at: Instant
  next_attempt_at: Instant
  lease_until: Instant | null
  lease_owner: string | null
  done_at: Instant | null
  last_error: string | null
}

export interface AuditLogTable {
  id: AuditId
  organizer_id: OrganizerId | null
  at: Instant
  action: string
  /** staff, customer, system, command */
  actor_type: string
  actor_id: string | null
  actor_name: string
  object_type: string
  object_id: string
  object_name: string
  /** `{before, after, …}` with secrets masked. */
  data: JsonText
  is_shredded: boolean
}

export interface DemoMailTable {
  id: string
  recipient: string
  sender: string
  subject: string
  html: string
  text: string
  received_at: Instant
}

/** Attempts counted by `rate-limiter-flexible` where several processes share the database. */
export interface ThrottlePointTable {
  key: string
  points: number
  /** Instant in ms. */
  expire: number | null
}

export interface ConfigVersionTable {
  id: number
  version: number
}

export interface InstallationTable {
  key: string
  value: string
}

export interface Schema {
  organizers: OrganizerTable
  organizer_logos: OrganizerLogoTable
  organizer_settings: OrganizerSettingTable
  organizer_domains: OrganizerDomainTable
  organizer_members: OrganizerMemberTable
  users: UserTable
  staff_sessions: StaffSessionTable
  customers: CustomerTable
  customer_sessions: CustomerSessionTable
  mail_links: MailLinkTable
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
  outbox: OutboxTable
  audit_log: AuditLogTable
  demo_mails: DemoMailTable
  throttle_points: ThrottlePointTable
  config_version: ConfigVersionTable
  installation: InstallationTable
}
