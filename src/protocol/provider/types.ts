import type { JWK } from 'jose'
import type { CustomerId, CustomerSessionId, SsoClientId } from '../../core/ids.ts'
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

/** A person in the names that clients know. */
export interface KnownPerson {
  /** The public `sub` claim. */
  readonly subject: string
  /** Public `sub` of the same person for single clients, by `ProviderClient.id`: kept when two accounts became one. */
  readonly otherSubjects?: ReadonlyMap<ClientKey, string> | undefined
}

/** A person's login at this issuer, already checked by the host: alive, and the person may log in. */
export interface Session extends KnownPerson {
  readonly accountId: AccountKey
  readonly sid: SessionKey
  /** When the person last proved who they are, in ms. */
  readonly authTime: number
  /** RFC 8176 words, e.g. `['pwd']`. */
  readonly amr: readonly string[]
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
