import { Steps } from '../../steps.ts'
import { AuthorizationPageError, OAuthError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import type { Prompt } from '../supported.ts'
import { checkAcr } from './check-acr.ts'
import { checkClaims } from './check-claims.ts'
import { checkConsent } from './check-consent.ts'
import { checkDpopKey } from './check-dpop-key.ts'
import { checkIdTokenHint } from './check-id-token-hint.ts'
import { checkMaxAge } from './check-max-age.ts'
import { checkNonce } from './check-nonce.ts'
import { checkOfflineAccess } from './check-offline-access.ts'
import { checkParameters } from './check-parameters.ts'
import { checkPkce } from './check-pkce.ts'
import { checkPrompt } from './check-prompt.ts'
import { checkRedirectUri } from './check-redirect-uri.ts'
import { checkResponseMode, refusalMode } from './check-response-mode.ts'
import { checkResponseType } from './check-response-type.ts'
import { checkScope } from './check-scope.ts'
import { type Answering, checkSession } from './check-session.ts'
import { findClient } from './find-client.ts'
import { findPushedRequest } from './find-pushed-request.ts'
import { findSubject } from './find-subject.ts'
import { issueGrant } from './issue-grant.ts'
import { pushedParameters } from './pushed-parameters.ts'
import { readHints } from './read-hints.ts'
import { readRequestObject } from './read-request-object.ts'
import { readState } from './read-state.ts'
import { refuseRegistration } from './refuse-registration.ts'
import { requirePushedRequest } from './require-pushed-request.ts'
import { requireRequestObject } from './require-request-object.ts'
import { respond, respondWithError } from './respond.ts'
import type { AuthorizationOutcome, AuthorizationRequest, PushedAuthorization } from './types.ts'
import { usePushedRequest } from './use-pushed-request.ts'

/** Who asks, and where the answer may go. What fails here is told on a page: `AuthorizationPageError`. */
const trust = Steps.from<AuthorizationRequest>()
  .step(findClient)
  .step(findPushedRequest)
  .step(readRequestObject)
  .step(checkRedirectUri)
  .step(readState)

type Trusted = Awaited<ReturnType<typeof trust.run>>

/** What is asked for. From here on the client is told what is wrong: `AuthorizationRedirectError`. */
const understand = Steps.from<Trusted>()
  .step(requireRequestObject)
  .step(checkParameters)
  .step(refuseRegistration)
  .step(checkResponseType)
  .step(checkResponseMode)
  .step(checkScope)
  .step(checkOfflineAccess)
  .step(checkNonce)
  .step(checkPkce)
  .step(checkDpopKey)
  .step(checkPrompt)
  .step(checkMaxAge)
  .step(checkClaims)
  .step(checkIdTokenHint)
  .step(readHints)
  .step(findSubject)

type Understood = Awaited<ReturnType<typeof understand.run>>

/** Whether the person who is logged in may give that, and agrees. */
const allow = Steps.from<Understood & Answering>().step(checkAcr).step(checkConsent)

type Allowed = Awaited<ReturnType<typeof allow.run>>

/** The answer itself. */
const give = Steps.from<Allowed>().step(usePushedRequest).step(issueGrant)

/**
 * Answers an authorization request: RFC 6749 4.1.1, OpenID Connect Core 3.1.2, 3.2.2 and 3.3.2.
 * @throws AuthorizationPageError when the client, its redirect URI or its pushed request cannot be trusted
 */
export function authorize(request: AuthorizationRequest): Promise<AuthorizationOutcome> {
  return answer(request, async (allowed) => {
    const { response } = await give.extend(allowed)
    return respond(targetOf(allowed, allowed.responseMode), response)
  })
}

/**
 * Says what has to happen before the request can be answered, or that it can be now, and issues nothing.
 * @throws AuthorizationPageError as `authorize` does
 */
export function considerAuthorization(
  request: AuthorizationRequest,
): Promise<AuthorizationOutcome | { readonly kind: 'ready' }> {
  return answer(request, async () => ({ kind: 'ready' }) as const)
}

/** What a request wants of the login that comes before its answer; nothing is decided by it. OpenID Connect Core 3.1.2.1. */
export interface WantedLogin {
  readonly prompts: readonly Prompt[]
  readonly maxAgeMs: number | null
  readonly loginHint: string | null
  /** BCP 47 tags in the order of preference. */
  readonly uiLocales: readonly string[]
  /** Separated by spaces. */
  readonly acrValues: string | null
}

/** Reads what a request wants of the login, of a request object or a pushed request, too; null for one that will be refused. */
export async function wantedLogin(request: AuthorizationRequest): Promise<WantedLogin | null> {
  try {
    const { prompts, maxAgeMs, loginHint, uiLocales, params } = await understand.extend(await trust.run(request))
    const acrValues = parameter(params, 'acr_values')
    return { prompts, maxAgeMs, loginHint, uiLocales, acrValues }
  } catch (error) {
    if (error instanceof OAuthError) return null
    throw error
  }
}

async function answer<Answer>(
  request: AuthorizationRequest,
  finish: (allowed: Allowed) => Promise<Answer>,
): Promise<AuthorizationOutcome | Answer> {
  const trusted = await trust.run(request)
  try {
    requirePushedRequest(trusted)
    const asked = await understand.extend(trusted)
    const who = checkSession(asked)
    if (who.login !== null) {
      const { client, loginHint, uiLocales } = asked
      return { kind: 'login', reason: who.login, client, loginHint, uiLocales }
    }
    const allowed = await allow.extend(Object.assign(asked, who))
    return allowed.question ?? (await finish(allowed))
  } catch (error) {
    if (!(error instanceof OAuthError) || error instanceof AuthorizationPageError) throw error
    const description = request.describeRefusal?.(error, trusted.client) ?? error.description
    return respondWithError(targetOf(trusted, refusalMode(trusted.params)), error, description)
  }
}

/**
 * Checks a request that an authenticated client sends ahead by the same rules. RFC 9126 2.1 and 3.
 * @returns its parameters to be stored, those of a request object in place of it
 * @throws OAuthError for everything that is wrong with it
 */
export async function checkPushedAuthorization(pushed: PushedAuthorization): Promise<URLSearchParams> {
  const { host, client, now } = pushed
  const params = pushedParameters(pushed.params, client)
  const trusted = await trust.run({ host, params, now, session: null })
  return (await understand.extend(trusted)).params
}

function targetOf({ host, redirectUri, state }: Trusted, responseMode: ReturnType<typeof refusalMode>) {
  return { redirectUri, state, issuer: host.issuer, responseMode }
}
