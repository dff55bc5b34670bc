import type { ClientRequest } from '../client-authentication/read-client-credentials.ts'
import type { ProviderClient } from '../types.ts'

export interface TokenRequest extends ClientRequest {
  /** In ms. */
  readonly now: number
}

/** RFC 6749 5.1 and OpenID Connect Core 3.1.3.3. */
export interface TokenResponse {
  readonly access_token: string
  readonly token_type: 'Bearer'
  readonly expires_in: number
  readonly scope: string
  readonly id_token: string
}

/** One attempt to redeem a code. */
export interface CodeRedemption extends Pick<TokenRequest, 'host' | 'now'> {
  readonly client: ProviderClient
  readonly codeHash: string
  readonly redirectUri: string
  readonly codeChallenge: string | null
}
