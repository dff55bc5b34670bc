import { Steps } from '../../steps.ts'
import { type JsonAnswer, NO_STORE } from '../answer.ts'
import { authenticateClient } from '../client-authentication/authenticate-client.ts'
import { readClientCredentials } from '../client-authentication/read-client-credentials.ts'
import { proveKey } from '../dpop/prove-key.ts'
import { checkGrantType, type TokenGrantType } from './check-grant-type.ts'
import { checkParameters } from './check-parameters.ts'
import { checkRefreshScope } from './check-refresh-scope.ts'
import { readCode } from './read-code.ts'
import { readCodeVerifier } from './read-code-verifier.ts'
import { readRefreshToken } from './read-refresh-token.ts'
import { redeemCode } from './redeem-code.ts'
import { rotateRefreshToken } from './rotate-refresh-token.ts'
import { signIdToken } from './sign-id-token.ts'
import type { TokenRequest, TokenResponse } from './types.ts'

/** Who asks, by which grant, and with which key. */
const understand = Steps.from<TokenRequest>()
  .step(checkParameters)
  .step(readClientCredentials)
  .step(authenticateClient)
  .step(checkGrantType)
  .step(proveKey)

type Understood = Awaited<ReturnType<typeof understand.run>>

/** RFC 6749 4.1.3. */
const authorizationCode = Steps.from<Understood>()
  .step(readCode)
  .step(readCodeVerifier)
  .step(redeemCode)
  .step(signIdToken)

/** RFC 6749 6 and OpenID Connect Core 12. */
const refreshToken = Steps.from<Understood>()
  .step(readRefreshToken)
  .step(checkRefreshScope)
  .step(rotateRefreshToken)
  .step(signIdToken)

const GRANTS = {
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
} as const satisfies Record<TokenGrantType, unknown>

/**
 * Answers a token request: RFC 6749 5, OpenID Connect Core 3.1.3 and 12.2.
 * @throws OAuthError to be answered with `errorAnswer`
 */
export async function exchange(request: TokenRequest): Promise<JsonAnswer<TokenResponse>> {
  const understood = await understand.run(request)
  const issued = await GRANTS[understood.grantType].extend(understood)
  return {
    status: 200,
    headers: NO_STORE,
    body: {
      access_token: issued.accessToken,
      token_type: issued.grant.dpopJkt === null ? 'Bearer' : 'DPoP',
      expires_in: issued.client.accessTokenLifetimeS,
      scope: issued.grant.scope,
      id_token: issued.idToken,
      ...(issued.refreshToken !== null && { refresh_token: issued.refreshToken }),
    },
  }
}
