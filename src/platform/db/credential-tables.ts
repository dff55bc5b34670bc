import type { CustomerId, CustomerIdentityId, OrganizerId, PasskeyId } from '../../core/ids.ts'
import type { Instant } from './stored-values.ts'

/** A login code that was sent by mail. */
export interface LoginCodeTable {
  organizer_id: OrganizerId
  /** SHA-256 of the secret in the cookie of the browser that asked. */
  id_hash: string
  /** Null when the address has no account; such a row never opens anything. */
  customer_id: CustomerId | null
  email: string
  /** SHA-256 of the browser's secret together with the six digits. */
  code_hash: string
  tries_left: number
  next: string | null
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

/** Somebody who passed the first step and still has to pass the second. */
export interface PendingLoginTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  /** SHA-256 of the secret in the cookie. */
  id_hash: string
  /** What the first step proved, RFC 8176 words separated by spaces. */
  amr: string
  /** The password hash that was checked; the login fails when it changed meanwhile. */
  checked_hash: string | null
  next: string | null
  tries_left: number
  /** The identity that it was begun with, when a provider vouched for the person. */
  identity_id: CustomerIdentityId | null
  /** Name of the session there, `sid` of OpenID Connect. */
  upstream_session: string | null
  /** What a logout there needs, encrypted. */
  upstream_data: string | null
  /** When the person proved who they are, where that was not here. */
  auth_at: Instant | null
  created_at: Instant
  expires_at: Instant
}

/** A browser in which a customer has logged in before. */
export interface KnownBrowserTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  /** SHA-256 of the secret in its long-lived cookie. */
  id_hash: string
  user_agent: string
  ip_prefix: string
  created_at: Instant
  last_used_at: Instant
  /** When the owner said that a later one is theirs; the first browser needs no word. */
  confirmed_at: Instant | null
}

/** A WebAuthn credential. */
export interface CustomerPasskeyTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  id: PasskeyId
  /** base64url */
  credential_id: string
  /** COSE key. */
  public_key: Uint8Array
  sign_count: number
  /** Host for which it was made. */
  rp_id: string
  /** Words separated by spaces. */
  transports: string
  aaguid: string
  name: string
  is_backed_up: boolean
  created_at: Instant
  last_used_at: Instant | null
}

export interface PasskeyChallengeTable {
  organizer_id: OrganizerId
  /** SHA-256 of the secret in the cookie. */
  id_hash: string
  /** login, second_step, register, reauthentication */
  purpose: string
  challenge: string
  customer_id: CustomerId | null
  expires_at: Instant
}

/** RFC 6238 */
export interface CustomerTotpTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  /** base32, encrypted. */
  secret: string
  /** The last time step that was used; none is used twice. */
  last_step: number
  /** When the first code confirmed it. */
  created_at: Instant
}

export interface CustomerRecoveryCodeTable {
  organizer_id: OrganizerId
  customer_id: CustomerId
  code_hash: string
  created_at: Instant
  used_at: Instant | null
}
