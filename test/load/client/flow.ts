import { type BenchClient, type BenchSession, REDIRECT_URI, SCOPE } from '../types.ts'
import type { Answer, Connection } from './connection.ts'
import type { Endpoints } from './discovery.ts'

export interface Tokens {
  readonly idToken: string
  readonly accessToken: string
  /** null for a client that does not refresh. */
  readonly refreshToken: string | null
}

export interface FlowOutcome extends Tokens {
  readonly nonce: string
}

/** A login of a person at the application, again and again. */
export type Flow = (number: number) => Promise<FlowOutcome>

/** What one connection asks for. Each step rejects when the answer is not the one that a working login gets. */
export interface FlowSteps {
  /** Authorize with a session, token, userinfo. */
  readonly codeFlow: Flow
  /** Reads the claims of the session's person. */
  readClaims(accessToken: string): Promise<void>
  /** Exchanges a refresh token for new tokens, another refresh token among them. */
  refresh(refreshToken: string): Promise<Tokens & { refreshToken: string }>
  /** Sends a refresh token that was used before, which has to be refused. */
  replay(refreshToken: string): Promise<void>
}

/** The query of an authorization request of this client. */
export function authorizationQuery(clientId: string, scope: string, state: string, nonce: string): string {
  const fixed = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope,
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

/** The steps of a login, over one connection. */
export function flowSteps(
  connection: Connection,
  endpoints: Endpoints,
  client: BenchClient,
  session: BenchSession,
  scope = SCOPE,
): FlowSteps {
  const { clientId, clientSecret } = client
  const pageHeaders = ['cookie', session.cookie, 'accept', 'text/html']
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')
  const tokenHeaders = ['authorization', `Basic ${basic}`, 'content-type', 'application/x-www-form-urlencoded']
  const codeBody = `grant_type=authorization_code&redirect_uri=${encodeURIComponent(REDIRECT_URI)}&code=`
  const refreshBody = 'grant_type=refresh_token&refresh_token='

  async function authorize(state: string, nonce: string): Promise<string> {
    const path = endpoints.authorize + authorizationQuery(clientId, scope, state, nonce)
    const answer = await connection.send({ method: 'GET', path, headers: pageHeaders })
    if (answer.status !== 302 && answer.status !== 303) refuse('authorize', answer, 'no redirect')
    if (!answer.location.startsWith(`${REDIRECT_URI}?`)) refuse('authorize', answer, 'a redirect to somewhere else')
    const values = new URLSearchParams(answer.location.slice(REDIRECT_URI.length + 1))
    if (values.get('state') !== state) refuse('authorize', answer, 'another state')
    return values.get('code') ?? refuse('authorize', answer, 'no code')
  }

  const post = (body: string) => connection.send({ method: 'POST', path: endpoints.token, headers: tokenHeaders, body })

  function readTokens(step: string, answer: Answer): Tokens {
    const { access_token: accessToken, id_token: idToken, refresh_token: refreshToken } = read(step, answer)
    if (typeof accessToken !== 'string' || typeof idToken !== 'string') refuse(step, answer, 'a token is missing')
    return { accessToken, idToken, refreshToken: typeof refreshToken === 'string' ? refreshToken : null }
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

  return {
    async codeFlow(number) {
      const nonce = `n-${number}`
      const code = await authorize(`s-${number}`, nonce)
      const tokens = readTokens('token', await post(codeBody + encodeURIComponent(code)))
      await readClaims(tokens.accessToken)
      return { ...tokens, nonce }
    },
    readClaims,
    async refresh(old) {
      const answer = await post(refreshBody + encodeURIComponent(old))
      const { refreshToken, ...tokens } = readTokens('refresh', answer)
      if (refreshToken === null) refuse('refresh', answer, 'no refresh token')
      if (refreshToken === old) refuse('refresh', answer, 'the same refresh token')
      return { ...tokens, refreshToken }
    },
    async replay(old) {
      const answer = await post(refreshBody + encodeURIComponent(old))
      if (answer.status !== 400 || !answer.body.includes('invalid_grant')) refuse('replay', answer, 'not refused')
    },
  }
}
