import { type JsonAnswer, NO_STORE } from '../answer.ts'
import { authenticateClient } from '../client-authentication/authenticate-client.ts'
import { readClientCredentials } from '../client-authentication/read-client-credentials.ts'
import { Steps } from '../steps.ts'
import { checkGrantType, type SupportedGrantType } from './check-grant-type.ts'
import { checkParameters } from './check-parameters.ts'
import { readCode } from './read-code.ts'
import { readCodeVerifier } from './read-code-verifier.ts'
import { redeemCode } from './redeem-code.ts'
import { signIdToken } from './sign-id-token.ts'
import type { TokenRequest, TokenResponse } from './types.ts'

/** Who asks, and by which grant. */
const understand = Steps.from<TokenRequest>()
  .step(checkParameters)
  .step(readClientCredentials)
  .step(authenticateClient)
  .step(checkGrantType)

type Understood = Awaited<ReturnType<typeof understand.run>>

/** RFC 6749 4.1.3. */
const authorizationCode = Steps.from<Understood>()
  .step(readCode)
  .step(readCodeVerifier)
  .step(redeemCode)
  .step(signIdToken)

const GRANTS = { authorization_code: authorizationCode } as const satisfies Record<SupportedGrantType, unknown>

/**
 * Answers a token request: RFC 6749 5, OpenID Connect Core 3.1.3.
 * @throws OAuthError to be answered with `errorAnswer`
 */
export async function exchange(request: TokenRequest): Promise<JsonAnswer<TokenResponse>> {
  const understood = await understand.run(request)
  const { accessToken, client, grant, idToken } = await GRANTS[understood.grantType].run(understood)
  return {
    status: 200,
    headers: NO_STORE,
    body: {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: client.accessTokenLifetimeS,
      scope: grant.scope,
      id_token: idToken,
    },
  }
}
