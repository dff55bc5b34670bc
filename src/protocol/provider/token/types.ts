import type { ClientRequest } from '../client-authentication/types.ts'
import type { ProviderClient } from '../types.ts'

export type TokenRequest = ClientRequest

/** RFC 6749 5.1, RFC 9449 5 and OpenID Connect Core 3.1.3.3. */
export interface TokenResponse {
  readonly access_token: string
  readonly token_type: 'Bearer' | 'DPoP'
  /** In seconds. */
  readonly expires_in: number
  readonly scope: string
  readonly id_token: string
  readonly refresh_token?: string
}

/** One attempt to redeem a code. */
export interface CodeRedemption extends Pick<TokenRequest, 'host' | 'now'> {
  readonly client: ProviderClient
  readonly codeHash: string
  readonly redirectUri: string
  readonly codeChallenge: string | null
  /** The key that was proven with this request. */
  readonly dpopJkt: string | null
}

/** One attempt to use a refresh token. */
export interface RefreshAttempt extends Pick<TokenRequest, 'host' | 'now'> {
  readonly client: ProviderClient
  readonly refreshTokenHash: string
  /** The key that was proven with this request. */
  readonly dpopJkt: string | null
}

/** The tokens of an answer; each is stored as a hash only. */
export interface IssuedTokens {
  readonly accessToken: string
  readonly refreshToken: string | null
}
