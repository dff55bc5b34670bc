import type {
  ApiTokenId,
  OrganizerId,
  PasskeyId,
  PasswordHistoryId,
  TeamId,
  TeamInviteId,
  TotpDeviceId,
  UserId,
} from '../../core/ids.ts'
import type { Instant, JsonText } from './stored-values.ts'

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
  /** The next login leads to a page that asks for a new password. */
  needs_password_change: boolean
  /** When the present password was chosen; null when that is not known. */
  password_set_at: Instant | null
  /** Since when the account is switched off. */
  deactivated_at: Instant | null
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
  /** Who checked a second factor at this login: `local`, `upstream` or nobody. */
  second_factor: string | null
  /** Name of the session at the identity provider, for its back-channel logout. */
  upstream_session: string | null
  /** What the backend needs to end the session there, encrypted. */
  upstream_data: string | null
  /** The account that an administrator looks through. */
  acting_as: UserId | null
  acting_since: Instant | null
}

/** Who worked for an organizer before there were teams. Not read any more; it goes with a later release. */
export interface OrganizerMemberTable {
  organizer_id: OrganizerId
  user_id: UserId
  role: string
  created_at: Instant
}

/** A login that has left for somewhere else and is expected back. */
export interface StaffLoginAttemptTable {
  /** SHA-256 of `state`. */
  state_hash: string
  auth_backend: string
  /** SHA-256 of the secret in the cookie of the browser that set out. */
  browser_hash: string
  /** `login` or `reauthentication` */
  purpose: string
  /** Where to go afterwards. */
  next: string | null
  /** What the backend wants back: JSON, encrypted. */
  data: string
  created_at: Instant
  expires_at: Instant
}

/** A login between its first and its second factor. */
export interface StaffPendingLoginTable {
  user_id: UserId
  id_hash: string
  auth_backend: string
  is_long: boolean
  /** A path of the back office. */
  next: string
  tries_left: number
  upstream_session: string | null
  /** Encrypted. */
  upstream_data: string | null
  created_at: Instant
  expires_at: Instant
}

/** A kind of browser that somebody logged in with. */
export interface StaffLoginSourceTable {
  user_id: UserId
  /** Browser and system, as one word. */
  source: string
  browser: string
  system: string
  first_seen_at: Instant
  last_seen_at: Instant
}

/** The latest passwords, which may not come back. */
export interface StaffPasswordHistoryTable {
  user_id: UserId
  id: PasswordHistoryId
  password_hash: string
  created_at: Instant
}

/** A link in a mail to staff, for one use. */
export interface StaffMailLinkTable {
  user_id: UserId
  token_hash: string
  purpose: string
  /** The address that it was sent to. */
  email: string
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

/** An account that somebody asked for. It comes to be when the link in the mail is used, and until then takes no address up. */
export interface StaffRegistrationTable {
  token_hash: string
  /** Lower case. */
  email: string
  password_hash: string
  fullname: string
  locale: string
  time_zone: string
  created_at: Instant
  expires_at: Instant
}

/** A code that was sent to an address to prove that it can be read. */
export interface StaffEmailCodeTable {
  user_id: UserId
  /** `change` or `verify` */
  purpose: string
  email: string
  code_hash: string
  tries_left: number
  created_at: Instant
  expires_at: Instant
}

export interface StaffTotpDeviceTable {
  user_id: UserId
  id: TotpDeviceId
  name: string
  /** Encrypted. */
  secret: string
  /** The last time step that was used, so that a code counts once. */
  last_step: number
  created_at: Instant
  /** Null until its first code was right; before that it counts for nothing. */
  confirmed_at: Instant | null
  last_used_at: Instant | null
}

export interface StaffPasskeyTable {
  user_id: UserId
  id: PasskeyId
  /** base64url */
  credential_id: string
  public_key: Uint8Array
  sign_count: number
  /** Words apart by blanks. */
  transports: string
  aaguid: string
  name: string
  is_backed_up: boolean
  created_at: Instant
  last_used_at: Instant | null
}

/** What an authenticator has to sign, for one answer. */
export interface StaffChallengeTable {
  id_hash: string
  purpose: string
  challenge: string
  user_id: UserId | null
  expires_at: Instant
}

export interface StaffRecoveryCodeTable {
  user_id: UserId
  code_hash: string
  created_at: Instant
  used_at: Instant | null
}

export interface TeamTable {
  organizer_id: OrganizerId
  id: TeamId
  /** Unique in the organizer. */
  name: string
  /** All that there are and will be. */
  all_permissions: boolean
  /** A list of permissions; empty when all are given. */
  permissions: JsonText
  /** Members must set up a second factor. */
  require_2fa: boolean
  created_at: Instant
}

export interface TeamMemberTable {
  organizer_id: OrganizerId
  team_id: TeamId
  user_id: UserId
  /** `manual`, or `backend:` and the identifier of the backend that granted it and may take it away. */
  source: string
  created_at: Instant
}

export interface TeamInviteTable {
  organizer_id: OrganizerId
  team_id: TeamId
  id: TeamInviteId
  /** Lower case. */
  email: string
  token_hash: string
  created_by: UserId | null
  created_at: Instant
  expires_at: Instant
}

/** A key to the API with the rights of a team. */
export interface ApiTokenTable {
  organizer_id: OrganizerId
  team_id: TeamId
  id: ApiTokenId
  name: string
  token_hash: string
  /** Its last four characters, to recognise it. */
  hint: string
  created_by: UserId | null
  created_at: Instant
  expires_at: Instant | null
  last_used_at: Instant | null
  revoked_at: Instant | null
}
