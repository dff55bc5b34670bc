import { REDIRECT_URI, VERIFIER } from '../provider.ts'
import { encode, placeholders, prepare } from './fill-in.ts'
import type { Authentication, ClientName, Side, TokenCase } from './types.ts'

/** Sends a token request with a fresh code or refresh token and says how it ended: the status, and the error word or the members. */
export async function tokenOutcome(side: Side, request: TokenCase): Promise<string> {
  const { client, grant, changes, owner } = request
  const handle = await freshHandle(side, request)
  const known = { ...placeholders(side), handle }
  if (request.isReused) {
    await call(side, prepare(goodFields(side, owner, grant, handle, request.hasChallenge), []), known)
  }
  const { headers, fields } = credentials(side, client, request.authentication)
  const good = { ...grantFields(grant, request.hasChallenge), ...fields }
  return call(side, prepare(good, changes), known, headers)
}

async function freshHandle(side: Side, { owner, grant, hasChallenge, isOffline }: TokenCase): Promise<string> {
  const isRefresh = grant === 'refresh_token'
  const scope = isRefresh || isOffline ? 'openid email offline_access' : 'openid email'
  const code = await side.newCode({ client: owner, scope, hasChallenge })
  if (!isRefresh) return code
  const good = goodFields(side, owner, 'authorization_code', code, hasChallenge)
  const answer = await fetch(side.tokenUrl, { method: 'POST', body: new URLSearchParams(good) })
  const { refresh_token } = (await answer.json()) as { refresh_token?: string }
  if (refresh_token === undefined) throw new Error(`${side.name} gave no refresh token: ${answer.status}`)
  return refresh_token
}

function goodFields(side: Side, client: ClientName, grant: TokenCase['grant'], handle: string, hasChallenge: boolean) {
  const { fields } = credentials(side, client, side.clients[client].secret === '' ? 'id only' : 'post')
  const own = Object.entries(grantFields(grant, hasChallenge)).map(([name, value]) => [
    name,
    value.replace('{handle}', handle),
  ])
  return { ...Object.fromEntries(own), ...fields } as Record<string, string>
}

function grantFields(grant: TokenCase['grant'], hasChallenge: boolean): Record<string, string> {
  if (grant === 'refresh_token') return { grant_type: grant, refresh_token: '{handle}' }
  const verifier = hasChallenge && { code_verifier: VERIFIER }
  return { grant_type: grant, code: '{handle}', redirect_uri: REDIRECT_URI, ...verifier }
}

interface Credentials {
  readonly headers: Record<string, string>
  readonly fields: Record<string, string>
}

function credentials(side: Side, name: ClientName, how: Authentication): Credentials {
  const { id, secret } = side.clients[name]
  const inHeader = (value: string, fields = {}): Credentials => ({ headers: { authorization: value }, fields })
  const basic = (text: string, fields = {}) => inHeader(`Basic ${Buffer.from(text).toString('base64')}`, fields)
  const inBody = (fields: Record<string, string>): Credentials => ({ headers: {}, fields })
  const ways: Record<Authentication, () => Credentials> = {
    basic: () => basic(`${id}:${secret}`),
    post: () => inBody({ client_id: id, client_secret: secret }),
    'id only': () => inBody({ client_id: id }),
    nothing: () => inBody({}),
    'basic and post': () => basic(`${id}:${secret}`, { client_id: id, client_secret: secret }),
    'basic with a wrong secret': () => basic(`${id}:x${secret}`),
    'post with a wrong secret': () => inBody({ client_id: id, client_secret: `x${secret}` }),
    'basic in lower case': () => inHeader(`basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`),
    'basic without colon': () => basic(id),
    'basic that is no base64': () => inHeader('Basic *not base64*'),
    'basic with an empty secret': () => basic(`${id}:`),
    'basic of an unknown client': () => basic(`nobody:${secret || 'x'}`),
    'basic with broken escapes': () => basic(`${id}:%zz`),
    'basic beside the id of another client': () => basic(`${id}:${secret}`, { client_id: 'nobody' }),
    bearer: () => inHeader(`Bearer ${secret || 'x'}`),
  }
  return ways[how]()
}

let calls = 0

async function call(
  side: Side,
  prepared: ReturnType<typeof prepare>,
  known: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await fetch(side.tokenUrl, {
    method: 'POST',
    body: encode(prepared, known),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `10.${(++calls >> 16) % 256}.${(calls >> 8) % 256}.${calls % 256}`,
      ...headers,
    },
  })
  const body = (await answer.json()) as Record<string, unknown>
  if (answer.ok) return `${answer.status} ${Object.keys(body).sort().join(',')}`
  return `${answer.status} ${String(body.error)}`
}
