import { type BenchClient, type BenchSession, REDIRECT_URI, SCOPE } from '../types.ts'
import type { Answer, Connection } from './connection.ts'
import type { Endpoints } from './discovery.ts'

export interface FlowOutcome {
  readonly idToken: string
  readonly accessToken: string
  readonly nonce: string
}

/** A login of a person at the application, again and again. */
export type Flow = (number: number) => Promise<FlowOutcome>

/** The query of an authorization request of this client. */
export function authorizationQuery(clientId: string, state: string, nonce: string): string {
  const fixed = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
  })
  return `?${fixed}&state=${state}&nonce=${nonce}`
}

function refuse(step: string, answer: Answer, problem: string): never {
  const start = answer.body.slice(0, 300)
  throw new Error(`${step}: ${problem} (status ${answer.status}, location "${answer.location}", body "${start}")`)
}

function read(step: string, answer: Answer): Record<string, unknown> {
  if (answer.status !== 200) refuse(step, answer, 'not answered with 200')
  return JSON.parse(answer.body)
}

/**
 * A whole code flow over one connection: authorize with a session, token, userinfo. Rejects as soon as an answer is not
 * the one that a working login gets.
 */
export function codeFlow(
  connection: Connection,
  endpoints: Endpoints,
  client: BenchClient,
  session: BenchSession,
): Flow {
  const { clientId, clientSecret } = client
  const pageHeaders = ['cookie', session.cookie, 'accept', 'text/html']
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')
  const tokenHeaders = ['authorization', `Basic ${basic}`, 'content-type', 'application/x-www-form-urlencoded']
  const tokenBody = `grant_type=authorization_code&redirect_uri=${encodeURIComponent(REDIRECT_URI)}&code=`

  async function authorize(state: string, nonce: string): Promise<string> {
    const path = endpoints.authorize + authorizationQuery(clientId, state, nonce)
    const answer = await connection.send({ method: 'GET', path, headers: pageHeaders })
    if (answer.status !== 302 && answer.status !== 303) refuse('authorize', answer, 'no redirect')
    if (!answer.location.startsWith(`${REDIRECT_URI}?`)) refuse('authorize', answer, 'a redirect to somewhere else')
    const values = new URLSearchParams(answer.location.slice(REDIRECT_URI.length + 1))
    if (values.get('state') !== state) refuse('authorize', answer, 'another state')
    return values.get('code') ?? refuse('authorize', answer, 'no code')
  }

  async function redeem(code: string): Promise<{ accessToken: string; idToken: string }> {
    const body = tokenBody + encodeURIComponent(code)
    const answer = await connection.send({ method: 'POST', path: endpoints.token, headers: tokenHeaders, body })
    const { access_token: accessToken, id_token: idToken } = read('token', answer)
    if (typeof accessToken !== 'string' || typeof idToken !== 'string') refuse('token', answer, 'a token is missing')
    return { accessToken, idToken }
  }

  async function readClaims(accessToken: string): Promise<void> {
    const headers = ['authorization', `Bearer ${accessToken}`]
    const answer = await connection.send({ method: 'GET', path: endpoints.userinfo, headers })
    const claims = read('userinfo', answer)
    if (claims.sub !== session.subject) refuse('userinfo', answer, `sub is not ${session.subject}`)
    if (typeof claims.email !== 'string' || typeof claims.name !== 'string') {
      refuse('userinfo', answer, 'the claims of a scope are missing')
    }
  }

  return async (number) => {
    const nonce = `n-${number}`
    const { accessToken, idToken } = await redeem(await authorize(`s-${number}`, nonce))
    await readClaims(accessToken)
    return { idToken, accessToken, nonce }
  }
}
