import { hashSecret } from '../../../core/random.ts'
import { authorize } from '../../../protocol/provider/authorization/index.ts'
import type { AuthorizationOutcome, ConsentDecision } from '../../../protocol/provider/authorization/types.ts'
import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import { pushRequest } from '../../../protocol/provider/pushed-authorization/index.ts'
import type { ResponseType, Session } from '../../../protocol/provider/types.ts'
import type { TestApp } from '../host/test-app.ts'
import { shownFields } from '../shown.ts'
import type { Notes } from '../step.ts'

/** An authorization request of the app, and what it keeps until the answer comes. */
export interface AppRequest {
  readonly responseType: ResponseType
  readonly params: Readonly<Record<string, string>>
  readonly state: string
  readonly nonce: string
  /** null without a code. */
  readonly verifier: string | null
}

export interface AppAnswer {
  readonly fields: Readonly<Record<string, string>>
  readonly place: 'query' | 'fragment' | 'form'
}

/** A good request for this response type. @param changes parameters that are to be different; null leaves one out */
export function requestOf(
  app: TestApp,
  responseType: ResponseType,
  changes: Readonly<Record<string, string | null>> = {},
): AppRequest {
  const { client, redirectUri } = app
  const hasCode = responseType.includes('code')
  const [state, nonce, verifier] = [app.random(), app.random(), hasCode ? app.random() : null]
  const wantsRefresh = hasCode && client.allowedScopes.includes('offline_access')
  const params: Record<string, string | null> = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: responseType,
    scope: client.allowedScopes.join(' '),
    state,
    nonce,
    ...(verifier && { code_challenge: hashSecret(verifier), code_challenge_method: 'S256' }),
    ...(wantsRefresh && client.consent !== 'never' && { prompt: 'consent' }),
    ...changes,
  }
  const sent = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== null)
  return { responseType, params: Object.fromEntries(sent), state, nonce, verifier }
}

/**
 * Sends the request in the way that the client is set to: signed, pushed ahead or plainly.
 * @returns what the authorization endpoint says
 * @throws OAuthError
 */
export async function send(
  app: TestApp,
  { params }: AppRequest,
  notes: Notes | null = null,
  session: Session | null = app.session,
): Promise<AuthorizationOutcome> {
  const { host } = app
  let asked = new URLSearchParams(await signed(app, params, notes))
  if (app.client.requiresPushedRequests || app.isStrict) {
    notes?.sent(`POST ${host.issuer}${ENDPOINTS.pushedAuthorization}`, ...shownFields(asked))
    const call = await app.call(ENDPOINTS.pushedAuthorization, Object.fromEntries(asked))
    const { body } = await pushRequest(call)
    notes?.answered('201', ...shownFields(Object.entries(body)))
    asked = new URLSearchParams({ client_id: app.client.clientId, request_uri: body.request_uri })
  }
  notes?.sent(`GET ${host.issuer}${ENDPOINTS.authorization}`, ...shownFields(asked))
  const answer = (decision?: ConsentDecision) =>
    authorize({ host, params: asked, session, now: app.now(), ...(decision && { decision }) })
  const outcome = await answer()
  if (outcome.kind !== 'consent') return outcome
  notes?.found(true, 'consent', { scopes: outcome.scopes.join(' ') })
  return answer('allowed')
}

async function signed(app: TestApp, params: AppRequest['params'], notes: Notes | null) {
  if (!app.requestKey) return params
  const { client, host } = app
  const iat = Math.floor(app.now() / 1000)
  const claims = { ...params, iss: client.clientId, aud: host.issuer, iat, nbf: iat, exp: iat + 60, jti: app.random() }
  const request = await app.requestKey.sign({ typ: 'oauth-authz-req+jwt' }, claims)
  notes?.found(true, 'signedRequest', { alg: app.requestKey.alg })
  const { client_id = '', response_type = '', scope = '' } = params
  return { client_id, response_type, scope, request }
}

/** The parameters that come back to the app. @throws Error when nobody was sent back */
export function answerOf(outcome: AuthorizationOutcome, redirectUri: string): AppAnswer {
  if (outcome.kind === 'form_post') return { fields: outcome.fields, place: 'form' }
  if (outcome.kind !== 'redirect') throw new Error(`the answer is a page: ${outcome.kind}`)
  const { location } = outcome
  if (!location.startsWith(redirectUri)) throw new Error('the answer goes to another address')
  const url = new URL(location)
  const place = url.hash === '' ? 'query' : 'fragment'
  const fields = place === 'query' ? url.searchParams : new URLSearchParams(url.hash.slice(1))
  return { fields: Object.fromEntries(fields), place }
}
