import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import { OAuthError } from '../../../protocol/provider/errors.ts'
import { SUPPORTED_RESPONSE_TYPES } from '../../../protocol/provider/supported.ts'
import { exchange } from '../../../protocol/provider/token/index.ts'
import type { ResponseType } from '../../../protocol/provider/types.ts'
import type { TestApp } from '../host/test-app.ts'
import { shownFields } from '../shown.ts'
import { type Notes, runStep } from '../step.ts'
import type { Step, StepGroup } from '../types.ts'
import { answerOf, requestOf, send } from './ask.ts'
import { readUserinfo } from './read-userinfo.ts'
import { codeForm } from './response-type.ts'

/** What an attacker, or an app with a fault, would try: each has to be refused, with this word. */
export async function runRefusals(app: TestApp): Promise<StepGroup> {
  const { client } = app
  const type = client.responseTypes.find((candidate) => candidate.includes('code')) ?? client.responseTypes[0] ?? 'code'
  const hasCode = type.includes('code')
  const hasSecret = client.clientType === 'confidential' && client.tokenEndpointAuthMethod !== 'private_key_jwt'
  const rotates = hasCode && client.grantTypes.includes('refresh_token') && !app.isStrict
  const needsPkce = hasCode && (client.pkceRequired || client.clientType === 'public' || app.isStrict)
  const other = SUPPORTED_RESPONSE_TYPES.find((candidate) => !client.responseTypes.includes(candidate))
  const steps: Step[] = [
    await wrongRequest(app, 'wrongRedirectUri', type, { redirect_uri: otherAddress(app.redirectUri) }, [
      'invalid_request',
    ]),
    await nobodyLoggedIn(app, type),
  ]
  if (other) {
    const words = ['unauthorized_client', 'unsupported_response_type']
    steps.push(await wrongRequest(app, 'otherResponseType', other, {}, words))
  }
  if (needsPkce) {
    const changes = { code_challenge: null, code_challenge_method: null }
    steps.push(await wrongRequest(app, 'noPkce', type, changes, ['invalid_request']))
  }
  if (hasCode) {
    steps.push(await wrongForm(app, 'wrongVerifier', type, { code_verifier: app.random() }))
    steps.push(await wrongForm(app, 'otherRedirectUri', type, { redirect_uri: otherAddress(app.redirectUri) }))
    steps.push(await reusedCode(app, type))
  }
  if (hasSecret && hasCode) steps.push(await wrongSecret(app, type))
  if (rotates) steps.push(await reusedRefreshToken(app, type))
  return { title: { key: 'connectionTest:group.refusals' }, steps }
}

function otherAddress(uri: string): string {
  return `${uri}${uri.includes('?') ? '&' : '?'}connection-test=wrong`
}

/** A step that passes when what it tries is refused with one of these words. */
function refused(
  title: string,
  words: readonly string[],
  attempt: (notes: Notes) => Promise<unknown>,
): Promise<{ step: Step }> {
  return runStep(title, {}, async (notes) => {
    try {
      await attempt(notes)
      notes.found(false, 'notRefused')
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      notes.answered(`${error.code}: ${error.description}`)
      notes.found(words.includes(error.code), 'refusedAsItMustBe', { error: error.code })
    }
  })
}

async function code(app: TestApp, type: ResponseType) {
  const request = requestOf(app, type)
  const { fields } = answerOf(await send(app, request), app.redirectUri)
  if (fields.code === undefined) throw new Error(`no code: ${fields.error ?? 'nothing'}`)
  return { request, code: fields.code }
}

/** Sends the form to the token endpoint. @param secret instead of that of this test */
async function redeem(app: TestApp, notes: Notes, form: Readonly<Record<string, string>>, secret?: string) {
  const call = await app.call(ENDPOINTS.token, form, secret === undefined ? {} : { secret })
  notes.sent(`POST ${call.url}`, ...shownFields(call.params))
  return exchange(call)
}

async function wrongRequest(
  app: TestApp,
  title: string,
  type: ResponseType,
  changes: Readonly<Record<string, string | null>>,
  words: readonly string[],
): Promise<Step> {
  const { step } = await refused(title, words, async (notes) => {
    const outcome = await send(app, requestOf(app, type, changes), notes)
    if ('error' in outcome && outcome.error) throw outcome.error
  })
  return step
}

async function nobodyLoggedIn(app: TestApp, type: ResponseType): Promise<Step> {
  const { step } = await refused('nobodyLoggedIn', ['login_required'], async (notes) => {
    const outcome = await send(app, requestOf(app, type, { prompt: 'none' }), notes, null)
    if ('error' in outcome && outcome.error) throw outcome.error
  })
  return step
}

async function wrongForm(
  app: TestApp,
  title: string,
  type: ResponseType,
  changes: Readonly<Record<string, string>>,
): Promise<Step> {
  const { step } = await refused(title, ['invalid_grant'], async (notes) => {
    const given = await code(app, type)
    await redeem(app, notes, { ...codeForm(app, given.request, given.code), ...changes })
  })
  return step
}

async function reusedCode(app: TestApp, type: ResponseType): Promise<Step> {
  const { step } = await runStep('reusedCode', {}, async (notes) => {
    const given = await code(app, type)
    const form = codeForm(app, given.request, given.code)
    const { body } = await exchange(await app.call(ENDPOINTS.token, form))
    const again = await refused('reusedCode', ['invalid_grant'], (own) => redeem(app, own, form))
    notes.sent(...again.step.sent)
    notes.answered(...again.step.answered)
    notes.found(again.step.result === 'pass', 'refusedAsItMustBe', { error: 'invalid_grant' })
    notes.found(await isDead(app, body.access_token), 'endedWithCode')
  })
  return step
}

async function wrongSecret(app: TestApp, type: ResponseType): Promise<Step> {
  const { step } = await refused('wrongSecret', ['invalid_client'], async (notes) => {
    const given = await code(app, type)
    const form = codeForm(app, given.request, given.code)
    await redeem(app, notes, form, app.random())
  })
  return step
}

async function reusedRefreshToken(app: TestApp, type: ResponseType): Promise<Step> {
  const { step } = await runStep('reusedRefreshToken', {}, async (notes) => {
    const given = await code(app, type)
    const { body } = await exchange(await app.call(ENDPOINTS.token, codeForm(app, given.request, given.code)))
    const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }
    const first = await exchange(await app.call(ENDPOINTS.token, form))
    const again = await refused('reusedRefreshToken', ['invalid_grant'], (own) => redeem(app, own, form))
    notes.sent(...again.step.sent)
    notes.answered(...again.step.answered)
    notes.found(again.step.result === 'pass', 'refusedAsItMustBe', { error: 'invalid_grant' })
    notes.found(await isDead(app, first.body.access_token), 'familyEnded')
  })
  return step
}

async function isDead(app: TestApp, accessToken: string): Promise<boolean> {
  const call = await app.callWithToken(ENDPOINTS.userinfo, accessToken)
  return readUserinfo(app, call).then(
    () => false,
    () => true,
  )
}
