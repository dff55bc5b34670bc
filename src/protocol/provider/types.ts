import type { JWK } from 'jose'
import type { CustomerId, CustomerSessionId, GrantId, SsoClientId } from '../../core/ids.ts'
import type { Random } from '../../core/random.ts'
import type { PublicJwk, Signer, SigningAlg } from '../keys/types.ts'

export type Awaitable<T> = T | Promise<T>

/** How the host finds a client again. Not the OAuth `client_id`. */
export type ClientKey = SsoClientId
/** How the host finds a person again. Not the `sub` claim. */
export type AccountKey = CustomerId
/** Public name of a login session, sent as `sid`. Never the value of the session cookie. */
export type SessionKey = CustomerSessionId

/** Words in the order of OAuth 2.0 Multiple Response Types; a request may have them in any order. */
export type ResponseType =
  | 'code'
  | 'id_token'
  | 'id_token token'
  | 'code id_token'
  | 'code token'
  | 'code id_token token'
export type GrantType = 'authorization_code' | 'implicit' | 'refresh_token'
export type Scope = 'openid' | 'profile' | 'email' | 'phone' | 'address' | 'offline_access' | 'memberships'
export type ClientAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'
/** Whether the person is asked before the client learns something: never for apps that the organizer trusts. */
export type ConsentPolicy = 'never' | 'once' | 'always'

/** A registered client, RFC 7591 section 2. Lifetimes are in seconds. */
export interface ProviderClient {
  readonly id: ClientKey
  /** OAuth `client_id`. */
  readonly clientId: string
  readonly name: string
  /** SHA-256 of its logo, part of the address of that; null without one. */
  readonly logoHash: string | null
  readonly clientUri: string | null
  readonly policyUri: string | null
  readonly tosUri: string | null
  readonly isActive: boolean
  readonly clientType: 'confidential' | 'public'
  /** What the client was told to use. A secret is taken from the header and from the body alike. */
  readonly tokenEndpointAuthMethod: ClientAuthMethod
  readonly redirectUris: readonly string[]
  readonly responseTypes: readonly ResponseType[]
  readonly grantTypes: readonly GrantType[]
  readonly allowedScopes: readonly Scope[]
  /** Public clients need PKCE whatever stands here. */
  readonly pkceRequired: boolean
  /** `hashSecret` of `core/random.ts` of the secret; none for public clients. */
  readonly secretHashes: readonly string[]
  /** The secret before the present one, good until `expiresAt` (ms). */
  readonly formerSecret: { readonly hash: string; readonly expiresAt: number } | null
  /** Public keys of the client, by value or by address; for `private_key_jwt` and for request objects. */
  readonly jwks: { readonly keys: readonly JWK[] } | null
  readonly jwksUri: string | null
  /** The only algorithm of client assertions; null: any that is supported. */
  readonly tokenEndpointAuthSigningAlg: string | null
  readonly idTokenAlg: SigningAlg
  /** Signed userinfo answers (OpenID Connect Core 5.3.2); null: plain JSON. */
  readonly userinfoAlg: SigningAlg | null
  readonly subjectType: 'public' | 'pairwise'
  /** Host that all clients of one sector share, OpenID Connect Core 8.1; null for public subjects. */
  readonly sectorIdentifier: string | null
  /** Usually 60; more than 600 counts as 600. */
  readonly codeLifetimeS: number
  /** Usually 3600. */
  readonly accessTokenLifetimeS: number
  /** Usually 3600. */
  readonly idTokenLifetimeS: number
  /** How long a refresh token lives unused, and how long its family lives at all. */
  readonly refreshIdleLifetimeS: number
  readonly refreshAbsoluteLifetimeS: number
  readonly consent: ConsentPolicy
  readonly isFirstParty: boolean
  /** Used when a request has no `max_age`; null: none. */
  readonly defaultMaxAgeS: number | null
  /** Addresses that `request_uri` may name, OpenID Connect Core 6.2. */
  readonly requestUris: readonly string[]
  /** The only algorithm of request objects; null: any that is supported. */
  readonly requestObjectAlg: string | null
  readonly requiresRequestObject: boolean
  /** RFC 9126 section 6. */
  readonly requiresPushedRequests: boolean
  /** RFC 9449 section 5.2: tokens of this client are always bound to a key. */
  readonly requiresDpop: boolean
  /** FAPI 2.0 Security Profile: pushed requests, PKCE, `private_key_jwt`, DPoP, code only. */
  readonly isHighSecurity: boolean
  readonly postLogoutRedirectUris: readonly string[]
  readonly backchannelLogoutUri: string | null
  readonly backchannelLogoutSessionRequired: boolean
  readonly frontchannelLogoutUri: string | null
  readonly frontchannelLogoutSessionRequired: boolean
}

/** A person's login at this issuer, already checked by the host: alive, and the person may log in. */
export interface Session {
  /** The `sub` claim. */
  readonly subject: string
  readonly accountId: AccountKey
  readonly sid: SessionKey
  /** When the person last proved who they are, in ms. */
  readonly authTime: number
  /** RFC 8176 words, e.g. `['pwd']`. */
  readonly amr: readonly string[]
}

/** What is known about a subject. Missing and empty values are left out of the claims. */
export interface SubjectProfile {
  readonly name?: string | null
  readonly givenName?: string | null
  readonly familyName?: string | null
  readonly middleName?: string | null
  readonly nickname?: string | null
  readonly email?: string | null
  readonly emailVerified?: boolean
  /** E.164, e.g. `+4930123456`. */
  readonly phoneNumber?: string | null
  readonly phoneNumberVerified?: boolean
  /** BCP 47, e.g. `de` or `pt-BR`. */
  readonly locale?: string | null
  /** In ms. */
  readonly updatedAt?: number | null
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly zoneinfo?: string | null
  /** `YYYY-MM-DD`, `0000-MM-DD` or `YYYY`. */
  readonly birthdate?: string | null
  readonly gender?: string | null
  readonly website?: string | null
  readonly picture?: string | null
  /** Address of a page about the person. */
  readonly profile?: string | null
  readonly preferredUsername?: string | null
  readonly address?: PostalAddress | null
  readonly memberships?: readonly MembershipClaim[]
}

/** OpenID Connect Core 5.1.1; `country` is an ISO 3166-1 code of two letters. */
export interface PostalAddress {
  readonly street_address?: string
  readonly postal_code?: string
  readonly locality?: string
  readonly region?: string
  readonly country?: string
}

/** One entry of the claim `memberships`. */
export interface MembershipClaim {
  readonly type: string
  /** RFC 3339; null: without limit. */
  readonly valid_from: string | null
  readonly valid_until: string | null
  /** null: as often as one likes. */
  readonly uses_left: number | null
}

/** One claim that was asked for by name, OpenID Connect Core 5.5.1. */
export interface ClaimRequest {
  readonly essential?: boolean
  readonly value?: unknown
  readonly values?: readonly unknown[]
}

/** The `claims` parameter, OpenID Connect Core 5.5: claims by name; null asks in the default manner. */
export interface ClaimsRequest {
  readonly userinfo: Readonly<Record<string, ClaimRequest | null>>
  readonly id_token: Readonly<Record<string, ClaimRequest | null>>
}

/** A token that is stored with its grant. */
export interface NewToken {
  /** As `hashHandle` gives it. */
  readonly hash: string
  /** In ms. */
  readonly expiresAt: number
}

/** One authorization: the code, the token of the front channel and, once the code was redeemed, its tokens. All instants in ms. */
export interface NewGrant {
  /** The grant that all its handles name. */
  readonly id: GrantId
  readonly client: ClientKey
  readonly session: Session
  /** The `sub` that the client sees. */
  readonly subject: string
  /** null when no code is issued, like the token. */
  readonly code: NewToken | null
  readonly frontToken: NewToken | null
  /** When nothing of this grant can be alive any more, its refresh tokens included. */
  readonly endsAt: number
  readonly claims: ClaimsRequest | null
  /** Thumbprint of the DPoP key that the code is bound to (`dpop_jkt`, RFC 9449 10), or null. */
  readonly dpopJkt: string | null
  readonly redirectUri: string
  /** Granted scopes separated by spaces. */
  readonly scope: string
  readonly nonce: string | null
  /** S256 challenge of RFC 7636, or null when the request had none. */
  readonly codeChallenge: string | null
  readonly issuedAt: number
}

/** Conditions and effect of a redemption, to be met and done by one statement. */
export interface Redemption {
  readonly codeHash: string
  readonly client: ClientKey
  readonly redirectUri: string
  /** S256 of the verifier that was sent, or null when none was sent: must equal the stored one, null included. */
  readonly codeChallenge: string | null
  readonly accessTokenHash: string
  readonly accessTokenExpiresAt: number
  /** The key that the token request proved; must equal the one of the grant if that has one. Tokens are bound to it. */
  readonly dpopJkt: string | null
  /** A first refresh token, stored only if the grant has the scope `offline_access`; null when the client takes none. */
  readonly refreshToken: NewToken | null
  readonly now: number
}

export interface RedeemedGrant {
  readonly subject: string
  /** null when the session has ended since. */
  readonly sid: SessionKey | null
  readonly scope: string
  readonly nonce: string | null
  readonly authTime: number
  readonly amr: readonly string[]
  readonly claims: ClaimsRequest | null
  /** The key that the tokens are bound to, null for bearer tokens. */
  readonly dpopJkt: string | null
  /** Who it is, for claims in the ID token. */
  readonly accountId: AccountKey
}

/** One use of a refresh token; conditions and effect in one step. RFC 9700 4.14.2. */
export interface RefreshRotation {
  readonly refreshTokenHash: string
  readonly client: ClientKey
  /** The key that was proven. If the grant has one, there must be one here, too, and the access token is bound to this one. */
  readonly dpopJkt: string | null
  /** True when it must be the key of the grant; clients that prove themselves otherwise may change it (RFC 9449 5). */
  readonly isKeyFixed: boolean
  /** The successor. With the hash of the token itself: that one stays in use, until the new instant. */
  readonly next: NewToken
  /** Its hash names the refresh that it comes from. */
  readonly accessToken: NewToken
  readonly now: number
}

/** What became of a refresh token, read only after a rotation failed. */
export interface RefreshState {
  readonly client: ClientKey
  readonly expiresAt: number
  readonly isUsed: boolean
  readonly isRevoked: boolean
  readonly dpopJkt: string | null
}

/** What became of a code, read only after a redemption failed. */
export interface GrantState {
  readonly client: ClientKey
  readonly redirectUri: string
  readonly codeChallenge: string | null
  readonly codeExpiresAt: number
  readonly dpopJkt: string | null
  readonly isRedeemed: boolean
  readonly isRevoked: boolean
}

/** A live access token. Instants in ms. */
export interface AccessGrant {
  readonly client: ClientKey
  readonly accountId: AccountKey
  readonly subject: string
  readonly scope: string
  readonly claims: ClaimsRequest | null
  readonly dpopJkt: string | null
  readonly issuedAt: number
  readonly expiresAt: number
  readonly profile: SubjectProfile
}

/** A live refresh token, for introspection. */
export interface RefreshGrant {
  readonly client: ClientKey
  readonly subject: string
  readonly scope: string
  readonly dpopJkt: string | null
  readonly issuedAt: number
  readonly expiresAt: number
}

export interface GrantStore {
  issue(grant: NewGrant): Awaitable<void>
  /**
   * Marks the code as used and stores the access token, if and only if the code is unused, unrevoked and unexpired
   * (`now` < expiry) and belongs to this client, redirect URI and challenge. Of two redemptions at the same time one gets null.
   */
  redeem(redemption: Redemption): Awaitable<RedeemedGrant | null>
  /** The state of a code, null when it is unknown. */
  explain(codeHash: string): Awaitable<GrantState | null>
  /** Ends the code and every token that came from it or was issued with it, because the code was used twice. */
  revoke(codeHash: string, now: number): Awaitable<void>
  /** The grant of a live access token: unrevoked, unexpired (`now` < expiry), and its person may still log in. */
  findByAccessToken(accessTokenHash: string, now: number): Awaitable<AccessGrant | null>
  /**
   * Uses up a refresh token, unless it stays in use, and stores its successor and a new access token, if and only if it is
   * unused, unexpired, of this client and key, its grant lives, and its person may still log in. Of two that use it up at the
   * same time one gets null.
   */
  rotate(rotation: RefreshRotation): Awaitable<RedeemedGrant | null>
  explainRefresh(refreshTokenHash: string): Awaitable<RefreshState | null>
  findByRefreshToken(refreshTokenHash: string, now: number): Awaitable<RefreshGrant | null>
  /** Ends the grant of a refresh token with all its tokens: because that one came back after it was used, or was revoked. */
  endFamily(refreshTokenHash: string, why: 'reused' | 'revoked', now: number): Awaitable<void>
  /** Ends this access token alone, if it is this client's. RFC 7009 2.1. */
  endAccessToken(accessTokenHash: string, client: ClientKey, now: number): Awaitable<void>
  /** What is known about a person, for claims in an ID token. */
  profile(accountId: AccountKey): Awaitable<SubjectProfile>
}

/** What a person allowed a client. */
export interface Consent {
  readonly scopes: readonly Scope[]
  /** Claims that were asked for one by one. */
  readonly claims: readonly string[]
}

export interface ConsentStore {
  find(accountId: AccountKey, client: ClientKey): Awaitable<Consent | null>
}

/** An authorization request that was sent ahead, RFC 9126. Instants in ms. */
export interface PushedRequest {
  readonly client: ClientKey
  readonly params: URLSearchParams
  readonly dpopJkt: string | null
  readonly expiresAt: number
  readonly isUsed: boolean
}

export interface PushedRequestStore {
  /** @param handleHash `hashHandle` of the last part of the `request_uri` */
  push(handleHash: string, request: Omit<PushedRequest, 'isUsed'>, now: number): Awaitable<void>
  find(handleHash: string): Awaitable<PushedRequest | null>
  /** Marks it as used; false when it was used before or is unknown: of several at the same time one gets true. */
  use(handleHash: string, now: number): Awaitable<boolean>
}

/** What counts once: a client assertion, a DPoP proof. */
export interface ProofLedger {
  /** False when this proof was seen before. @param name kind, client and `jti`; stored as a hash @param expiresAt ms, until when it is kept */
  useOnce(name: string, expiresAt: number): Awaitable<boolean>
}

/** What lies at addresses that clients registered; fetched with a guard against internal addresses, a timeout and a limit. */
export interface ClientDocuments {
  /**
   * The client's public keys, by value or fetched and kept for a while.
   * @param fresh fetch again because none fitted; answered from memory when that was done a moment ago
   * @throws OAuthError `invalid_client` when the address does not answer with keys
   */
  keys(client: ProviderClient, fresh: boolean): Awaitable<readonly JWK[]>
  /** @throws OAuthError `invalid_request_uri` */
  requestObject(uri: string): Awaitable<string>
}

/** Asked several times per flow: answer from memory. Inactive clients are returned too. */
export interface ClientStore {
  findByClientId(clientId: string): Awaitable<ProviderClient | null>
  findByKey(key: ClientKey): Awaitable<ProviderClient | null>
}

export interface ProviderKeys {
  /** The signer of the current key of this algorithm. */
  signer(alg: SigningAlg): Awaitable<Signer>
  /** All published keys, former ones included. */
  publicKeys(): Awaitable<readonly PublicJwk[]>
}

/** What the host program hands in for one issuer; cheap enough to be made for each request. */
export interface ProviderHost {
  /** Absolute URL without a trailing slash. */
  readonly issuer: string
  readonly clients: ClientStore
  readonly grants: GrantStore
  readonly keys: ProviderKeys
  readonly consents: ConsentStore
  readonly pushedRequests: PushedRequestStore
  readonly proofs: ProofLedger
  readonly documents: ClientDocuments
  readonly random: Random
  /** The `sub` for clients of this sector, OpenID Connect Core 8.1. The same whenever it is asked. */
  pairwiseSubject(sectorIdentifier: string, subject: string): Awaitable<string>
  /** True when all clients of this issuer have to keep to the FAPI 2.0 Security Profile. */
  readonly isHighSecurity: boolean
  /** True when apps may register themselves. */
  readonly offersRegistration: boolean
}
