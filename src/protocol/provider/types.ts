import type { CustomerId, CustomerSessionId, SsoClientId } from '../../core/ids.ts'
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
export type GrantType = 'authorization_code' | 'implicit'
export type Scope = 'openid' | 'profile' | 'email' | 'phone'
export type ClientAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'none'

/** A registered client, RFC 7591 section 2. Lifetimes are in seconds. */
export interface ProviderClient {
  readonly id: ClientKey
  /** OAuth `client_id`. */
  readonly clientId: string
  readonly name: string
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
  /** `hashSecret` of `core/random.ts` of each valid secret; two while a secret is being replaced, none for public clients. */
  readonly secretHashes: readonly string[]
  readonly idTokenAlg: SigningAlg
  /** Usually 60; more than 600 counts as 600. */
  readonly codeLifetimeS: number
  /** Usually 3600. */
  readonly accessTokenLifetimeS: number
  /** Usually 3600. */
  readonly idTokenLifetimeS: number
  readonly consent: 'never' | 'once' | 'always'
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
  /** BCP 47, e.g. `de` or `pt-BR`. */
  readonly locale?: string | null
  /** In ms. */
  readonly updatedAt?: number | null
}

/** One authorization: the code and, once that was redeemed, its access token. All instants in ms. */
export interface NewGrant {
  readonly client: ClientKey
  readonly session: Session
  /** As `hashHandle` of `handles.ts` gives it, like every `…Hash` of a code or token here. */
  readonly codeHash: string
  readonly codeExpiresAt: number
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
}

/** What became of a code, read only after a redemption failed. */
export interface GrantState {
  readonly client: ClientKey
  readonly redirectUri: string
  readonly codeChallenge: string | null
  readonly codeExpiresAt: number
  readonly isRedeemed: boolean
  readonly isRevoked: boolean
}

export interface AccessGrant {
  readonly client: ClientKey
  readonly subject: string
  readonly scope: string
  readonly profile: SubjectProfile
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
  /** Ends the code and every token that came from it. */
  revoke(codeHash: string, now: number): Awaitable<void>
  /** The grant of a live access token: unrevoked, unexpired (`now` < expiry), and its person may still log in. */
  findByAccessToken(accessTokenHash: string, now: number): Awaitable<AccessGrant | null>
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
  readonly random: Random
}
