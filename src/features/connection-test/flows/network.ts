import { OutgoingFailed, OutgoingRefused } from '../../../platform/outgoing/errors.ts'
import type { Outgoing, OutgoingAnswer, OutgoingRequest } from '../../../platform/outgoing/types.ts'
import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import { LOGOUT_TOKEN_TYPE, logoutTokenClaims } from '../../../protocol/provider/logout/logout-token.ts'
import { subjectFor } from '../../../protocol/provider/subject.ts'
import { TEST_SUBJECT } from '../host/person.ts'
import type { TestApp } from '../host/test-app.ts'
import { shortened } from '../shown.ts'
import { type Notes, runStep, type StepDone } from '../step.ts'
import type { StepGroup } from '../types.ts'

const TIMEOUT_MS = 5000
const MOST_ADDRESSES = 10
/** Somebody answered, with something that a program has no use for. */
const ANSWERED = new Set(['redirect', 'too_large', 'encoding'])

/** What only a real call shows: whether our addresses and those of the app answer. All at the same time. */
export async function runNetwork(app: TestApp, outgoing: Outgoing): Promise<StepGroup> {
  const { issuer } = app.host
  const { redirectUris, backchannelLogoutUri, frontchannelLogoutUri } = app.client
  const origins = new Set(redirectUris.map(originOf))
  const running: Promise<StepDone<unknown>>[] = [
    runStep('reachDiscovery', {}, async (notes) => {
      const answer = await call(outgoing, notes, `${issuer}${ENDPOINTS.discovery}`)
      if (answer) notes.found(memberOf(answer, 'issuer') === issuer, 'documentIssuer', { value: issuer })
    }),
    runStep('reachKeys', {}, async (notes) => {
      const answer = await call(outgoing, notes, `${issuer}${ENDPOINTS.keys}`)
      if (answer) notes.found(Array.isArray(memberOf(answer, 'keys')), 'documentKeys')
    }),
    ...[...origins].slice(0, MOST_ADDRESSES).map((origin) => appHost(outgoing, origin)),
  ]
  if (backchannelLogoutUri !== null) running.push(backChannel(app, outgoing, backchannelLogoutUri))
  if (frontchannelLogoutUri !== null) running.push(frontChannel(app, outgoing, frontchannelLogoutUri))
  const steps = (await Promise.all(running)).map(({ step }) => step)
  return { title: { key: 'connectionTest:group.network' }, steps }
}

/** The part of a redirect URI that can be called without doing anything. */
function originOf(uri: string): string {
  const url = URL.parse(uri)
  return url === null || url.origin === 'null' ? uri : `${url.origin}/`
}

function appHost(outgoing: Outgoing, origin: string) {
  return runStep('reachApp', { origin }, async (notes) => {
    if (!origin.startsWith('https:')) return notes.skip('onDevice')
    const answer = await call(outgoing, notes, origin)
    if (answer) notes.found(true, 'answers')
  })
}

function backChannel(app: TestApp, outgoing: Outgoing, uri: string) {
  return runStep('backChannel', { uri }, async (notes) => {
    const { host, client } = app
    const signer = await host.keys.signer(client.idTokenAlg)
    const subject = await subjectFor(host, client, { subject: TEST_SUBJECT })
    const facts = { issuer: host.issuer, clientId: client.clientId, subject, sid: TEST_SUBJECT, jti: app.random() }
    const token = await signer.sign(logoutTokenClaims({ ...facts, now: app.now() }), LOGOUT_TOKEN_TYPE)
    const answer = await call(outgoing, notes, uri, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
    })
    notes.sent(`logout_token: ${shortened(token)}`)
    if (!answer) return
    if (answer.status === 200 || answer.status === 204) notes.found(true, 'logoutTaken')
    else notes.warn('logoutNotTaken', { status: answer.status })
  })
}

function frontChannel(app: TestApp, outgoing: Outgoing, uri: string) {
  return runStep('frontChannel', { uri }, async (notes) => {
    const url = new URL(uri)
    url.searchParams.set('iss', app.host.issuer)
    url.searchParams.set('sid', TEST_SUBJECT)
    const answer = await call(outgoing, notes, url.href)
    if (!answer) return
    const policy = answer.headers.get('content-security-policy') ?? ''
    if (answer.headers.has('x-frame-options') || policy.includes('frame-ancestors')) notes.warn('notFramed')
    else notes.found(true, 'mayBeFramed')
  })
}

/** A call through the guard; null when it says nothing or could not be made, which is a warning: others may reach it. */
async function call(
  outgoing: Outgoing,
  notes: Notes,
  url: string,
  request: OutgoingRequest = {},
): Promise<OutgoingAnswer | null> {
  notes.sent(`${request.method ?? 'GET'} ${url}`)
  try {
    const answer = await outgoing.fetch(url, { timeoutMs: TIMEOUT_MS, ...request })
    notes.answered(String(answer.status))
    return answer
  } catch (error) {
    if (error instanceof OutgoingFailed && ANSWERED.has(error.reason)) {
      notes.answered(error.reason)
      notes.found(true, 'answers')
      return null
    }
    if (!(error instanceof OutgoingFailed || error instanceof OutgoingRefused)) throw error
    notes.answered(error.message)
    notes.warn(error instanceof OutgoingRefused ? 'notCalled' : 'noAnswer', { message: error.message })
    return null
  }
}

function memberOf(answer: OutgoingAnswer, name: string): unknown {
  try {
    const document: unknown = JSON.parse(answer.text())
    return typeof document === 'object' && document !== null ? Reflect.get(document, name) : undefined
  } catch {
    return undefined
  }
}
