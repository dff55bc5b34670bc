import type {
  CustomerId,
  CustomerSessionId,
  GrantId,
  InitialTokenId,
  OrganizerId,
  PushedRequestId,
  RefreshId,
  RefusalId,
  SsoClientId,
} from '../../core/ids.ts'
import type { Instant, JsonText } from './stored-values.ts'

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
