import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import { introspect } from '../../../protocol/provider/introspection/index.ts'
import { revoke } from '../../../protocol/provider/revocation/index.ts'
import { exchange } from '../../../protocol/provider/token/index.ts'
import type { TokenResponse } from '../../../protocol/provider/token/types.ts'
import type { ResponseType } from '../../../protocol/provider/types.ts'
import type { TestApp } from '../host/test-app.ts'
import { shortened, shownFields } from '../shown.ts'
import { notRun, runStep, type StepDone } from '../step.ts'
import type { Step, StepGroup } from '../types.ts'
import { type AppAnswer, type AppRequest, answerOf, requestOf, send } from './ask.ts'
import { readUserinfo } from './read-userinfo.ts'
import { verifyIdToken } from './verify-id-token.ts'

export interface FlowDone {
  readonly group: StepGroup
  /** The last ID token of this flow; null when it did not get so far. */
  readonly idToken: string | null
}

/** One whole login with this response type, as the app would do it. */
export async function runFlow(app: TestApp, responseType: ResponseType): Promise<FlowDone> {
  const steps: Step[] = []
  const title = { key: 'connectionTest:group.flow', params: { type: responseType } }
  const add = <T>({ step, value }: StepDone<T>): T | null => {
    steps.push(step)
    return value
  }
  const end = (idToken: string | null): FlowDone => ({ group: { title, steps }, idToken })

  const request = requestOf(app, responseType)
  const answer = add(await authorization(app, request))
  if (!answer) {
    steps.push(notRun('rest', {}))
    return end(null)
  }
  const { code = null, access_token: frontToken = null, id_token: frontIdToken = null } = answer.fields
  if (frontIdToken !== null) {
    const expected = { nonce: request.nonce, accessToken: frontToken, code, isFront: true }
    add(await runStep('frontIdToken', {}, (notes) => verifyIdToken(app, frontIdToken, expected, notes)))
  }
  if (frontToken !== null) add(await userinfoStep(app, frontToken))
  if (code === null) return end(frontIdToken)

  const tokens = add(await redemption(app, request, code))
  if (!tokens) {
    steps.push(notRun('rest', {}))
    return end(frontIdToken)
  }
  const { access_token, id_token, refresh_token } = tokens
  const expected = { nonce: request.nonce, accessToken: access_token, code, isFront: false }
  add(await runStep('idToken', {}, (notes) => verifyIdToken(app, id_token, expected, notes)))
  add(await userinfoStep(app, access_token))
  if (app.client.clientType === 'confidential') add(await introspection(app, access_token))
  let last = access_token
  if (refresh_token !== undefined) last = add(await refreshing(app, refresh_token))?.access_token ?? last
  add(await revocation(app, last))
  return end(id_token)
}

function authorization(app: TestApp, request: AppRequest): Promise<StepDone<AppAnswer>> {
  return runStep('authorize', { type: request.responseType }, async (notes) => {
    const outcome = await send(app, request, notes)
    const answer = answerOf(outcome, app.redirectUri)
    const { fields, place } = answer
    notes.answered(`303 ${app.redirectUri}`, ...shownFields(Object.entries(fields)))
    if (fields.error !== undefined) throw new Error(`${fields.error}: ${fields.error_description}`)
    notes.found(place === (request.responseType === 'code' ? 'query' : 'fragment'), `place.${place}`)
    notes.found(fields.state === request.state, 'state')
    notes.found(fields.iss === app.host.issuer, 'responseIss', { value: fields.iss ?? '–' })
    for (const [word, field] of PARTS) {
      if (request.responseType.split(' ').includes(word)) notes.found(fields[field] !== undefined, 'given', { field })
    }
    return answer
  })
}

const PARTS = [
  ['code', 'code'],
  ['token', 'access_token'],
  ['id_token', 'id_token'],
] as const

/** The form that redeems a code. */
export function codeForm(app: TestApp, { verifier }: AppRequest, code: string): Record<string, string> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri }
  return verifier === null ? form : { ...form, code_verifier: verifier }
}

function redemption(app: TestApp, request: AppRequest, code: string): Promise<StepDone<TokenResponse>> {
  return runStep('token', { method: app.client.tokenEndpointAuthMethod }, async (notes) => {
    const call = await app.call(ENDPOINTS.token, codeForm(app, request, code))
    notes.sent(`POST ${call.url}`, ...headersOf(call), ...shownFields(call.params))
    const { body } = await exchange(call)
    notes.answered('200', ...shownFields(Object.entries(body)))
    notes.found(body.token_type === (call.dpop === null ? 'Bearer' : 'DPoP'), 'tokenType', { type: body.token_type })
    notes.found(body.expires_in === app.client.accessTokenLifetimeS, 'expiresIn', { seconds: body.expires_in })
    notes.found(body.scope.split(' ').includes('openid'), 'scope', { scope: body.scope })
    const mayRefresh = app.client.grantTypes.includes('refresh_token')
    if (mayRefresh) notes.found(body.refresh_token !== undefined, 'refreshGiven')
    return body
  })
}

function userinfoStep(app: TestApp, accessToken: string) {
  return runStep('userinfo', {}, async (notes) => {
    const call = await app.callWithToken(ENDPOINTS.userinfo, accessToken)
    notes.sent(`GET ${call.url}`, ...headersOf(call))
    const claims = await readUserinfo(app, call)
    notes.answered('200', JSON.stringify(claims, null, 2))
    const names = Object.keys(claims).filter((name) => !PROTOCOL.has(name))
    notes.found(typeof claims.sub === 'string', 'sub', { value: String(claims.sub) })
    notes.found(true, 'claims', { claims: names.join(', ') || '–' })
    return claims
  })
}

const PROTOCOL = new Set(['sub', 'iss', 'aud', 'iat', 'exp'])

function introspection(app: TestApp, token: string) {
  return runStep('introspect', {}, async (notes) => {
    const call = await app.call(ENDPOINTS.introspection, { token })
    notes.sent(`POST ${call.url}`, ...headersOf(call), ...shownFields(call.params))
    const { body } = await introspect(call)
    notes.answered('200', JSON.stringify(body, null, 2))
    notes.found(body.active, 'active')
    return body
  })
}

function refreshing(app: TestApp, refreshToken: string): Promise<StepDone<TokenResponse>> {
  return runStep('refresh', {}, async (notes) => {
    const call = await app.call(ENDPOINTS.token, { grant_type: 'refresh_token', refresh_token: refreshToken })
    notes.sent(`POST ${call.url}`, ...headersOf(call), ...shownFields(call.params))
    const { body } = await exchange(call)
    notes.answered('200', ...shownFields(Object.entries(body)))
    if (app.isStrict) notes.found(body.refresh_token === undefined, 'staysInUse')
    else notes.found(body.refresh_token !== undefined && body.refresh_token !== refreshToken, 'rotated')
    return body
  })
}

function revocation(app: TestApp, token: string) {
  return runStep('revoke', {}, async (notes) => {
    const call = await app.call(ENDPOINTS.revocation, { token })
    notes.sent(`POST ${call.url}`, ...headersOf(call), ...shownFields(call.params))
    await revoke(call)
    notes.answered('200')
    const asked = await app.callWithToken(ENDPOINTS.userinfo, token)
    const isDead = await readUserinfo(app, asked).then(
      () => false,
      () => true,
    )
    notes.found(isDead, 'dead')
  })
}

/** The headers of a call, secrets shortened. */
function headersOf({ authorization, dpop }: { authorization: string | null; dpop: string | null }): string[] {
  const [scheme = '', value = ''] = authorization?.split(' ') ?? []
  return [
    ...(authorization === null ? [] : [`Authorization: ${scheme} ${shortened(value)}`]),
    ...(dpop === null ? [] : [`DPoP: ${shortened(dpop)}`]),
  ]
}
