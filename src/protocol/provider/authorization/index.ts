import { AuthorizationRedirectError } from '../errors.ts'
import { Steps } from '../steps.ts'
import { checkIdTokenHint } from './check-id-token-hint.ts'
import { checkMaxAge } from './check-max-age.ts'
import { checkNonce } from './check-nonce.ts'
import { checkParameters } from './check-parameters.ts'
import { checkPkce } from './check-pkce.ts'
import { checkPrompt } from './check-prompt.ts'
import { checkRedirectUri } from './check-redirect-uri.ts'
import { checkResponseMode } from './check-response-mode.ts'
import { checkResponseType } from './check-response-type.ts'
import { checkScope } from './check-scope.ts'
import { checkSession } from './check-session.ts'
import { findClient } from './find-client.ts'
import { issueCode } from './issue-code.ts'
import { readHints } from './read-hints.ts'
import { readState } from './read-state.ts'
import { refuseRequestObjects } from './refuse-request-objects.ts'
import { responseLocation } from './response-location.ts'
import type { AuthorizationOutcome, AuthorizationRequest } from './types.ts'

/** Who asks, and where the answer may go. What fails here is told on a page: `AuthorizationPageError`. */
const trust = Steps.from<AuthorizationRequest>().step(findClient).step(checkRedirectUri).step(readState)

type Trusted = Awaited<ReturnType<typeof trust.run>>

/** What is asked for. From here on the client is told what is wrong: `AuthorizationRedirectError`. */
const understand = Steps.from<Trusted>()
  .step(checkParameters)
  .step(refuseRequestObjects)
  .step(checkResponseType)
  .step(checkResponseMode)
  .step(checkScope)
  .step(checkNonce)
  .step(checkPkce)
  .step(checkPrompt)
  .step(checkMaxAge)
  .step(checkIdTokenHint)
  .step(readHints)

/**
 * Answers an authorization request: RFC 6749 4.1.1, OpenID Connect Core 3.1.2.
 * @throws AuthorizationPageError when the client or its redirect URI cannot be trusted
 */
export async function authorize(request: AuthorizationRequest): Promise<AuthorizationOutcome> {
  const trusted = await trust.run(request)
  const target = { redirectUri: trusted.redirectUri, state: trusted.state, issuer: request.host.issuer }
  try {
    const asked = await understand.run(trusted)
    const answer = checkSession(asked)
    if (answer.login !== null) {
      const { client, loginHint, uiLocales } = asked
      return { kind: 'login', reason: answer.login, client, loginHint, uiLocales }
    }
    const { code } = await issueCode({ ...asked, session: answer.session })
    return { kind: 'redirect', location: responseLocation(target, { code }) }
  } catch (error) {
    if (!(error instanceof AuthorizationRedirectError)) throw error
    const response = { error: error.code, error_description: error.description }
    return { kind: 'redirect', location: responseLocation(target, response), error: error.code }
  }
}
