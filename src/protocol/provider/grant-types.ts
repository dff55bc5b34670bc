import type { GrantId } from '../../core/ids.ts'
import type { ClaimsRequest, SubjectProfile } from './subject-types.ts'
import type { AccountKey, Awaitable, ClientKey, Session, SessionKey } from './types.ts'

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
