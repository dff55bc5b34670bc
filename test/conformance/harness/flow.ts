import { createHash, randomBytes } from 'node:crypto'
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import type { Callback } from './browser.ts'
import { wordsOf } from './browser.ts'
import { asClient, type Client } from './clients.ts'
import { type HttpRequest, jsonOf, send } from './http.ts'
import type { Run } from './run.ts'

/** Parameters of an authorization request; null leaves one out. */
export type Changes = Readonly<Record<string, string | null>>

export interface Tokens {
  readonly accessToken: string | null
  readonly refreshToken: string | null
  readonly idToken: JWTPayload | null
  readonly rawIdToken: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** What a login gave: from the front channel, and from the token endpoint when there was a code. */
export interface Login {
  readonly callback: Callback
  readonly state: string | null
  readonly nonce: string | null
  readonly code: string | null
  readonly front: Tokens
  readonly back: Tokens | null
}

const NO_TOKENS: Tokens = { accessToken: null, refreshToken: null, idToken: null, rawIdToken: null, body: {} }

export function authorizationUrl(
  run: Run,
  client: Client,
  changes: Changes = {},
): { url: string; params: URLSearchParams } {
  const { responseType, responseMode } = run.variant
  const params = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    scope: 'openid',
    state: randomBytes(8).toString('hex'),
    nonce: randomBytes(8).toString('hex'),
    response_type: responseType,
    ...(responseMode === 'form_post' && { response_mode: 'form_post' }),
  })
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  return { url: `${run.metadata.authorization_endpoint}?${params}`, params }
}

/** Sends the browser to the provider and expects it back at the relying party, in the right place, with the same state. */
export async function authorize(run: Run, client: Client, changes: Changes = {}, request?: HttpRequest) {
  const { url, params } = authorizationUrl(run, client, changes)
  const target = request ? String(run.metadata.authorization_endpoint) : url
  const body = request && { ...request, body: params.toString() }
  const arrival = await run.browser.visit(target, body)
  run.must(
    arrival.kind === 'callback',
    `no way back: ${arrival.kind === 'page' ? `${arrival.status} ${wordsOf(arrival)}` : ''}`,
  )
  checkCallback(run, arrival, params)
  return { callback: arrival, params }
}

/** What every authorization response has to be. */
export function checkCallback(run: Run, { params, url, where }: Callback, sent: URLSearchParams): void {
  run.must(params.get('state') === sent.get('state'), 'state comes back exactly as it was sent')
  const issuer = params.get('iss')
  run.must(issuer === null || issuer === run.metadata.issuer, 'iss of the response is the issuer (RFC 9207)')
  const isForm = sent.get('response_mode') === 'form_post'
  const isQuery = sent.get('response_type') === 'code' || sent.get('response_type') === null
  const expected = isForm ? 'body' : isQuery ? 'query' : 'fragment'
  run.must(where === expected, `the response is in the ${expected}, not in the ${where}`)
  if (where !== 'query') {
    for (const name of ['code', 'error', 'id_token', 'access_token']) {
      run.must(!url.searchParams.has(name), `${name} is not in the query`)
    }
  }
}

/** A whole login: authorization, front-channel tokens checked, code exchanged. */
export async function logIn(run: Run, client: Client, changes: Changes = {}, request?: HttpRequest): Promise<Login> {
  const { callback, params } = await authorize(run, client, changes, request)
  const got = callback.params
  run.must(!got.has('error'), `the login is refused: ${got.get('error')} ${got.get('error_description')}`)
  const words = (params.get('response_type') ?? '').split(' ')
  const nonce = params.get('nonce')
  const code = got.get('code')
  run.must(words.includes('code') === (code !== null), 'a code comes if and only if it was asked for')
  run.must(words.includes('token') === got.has('access_token'), 'an access token comes if and only if it was asked for')
  run.must(words.includes('id_token') === got.has('id_token'), 'an ID token comes if and only if it was asked for')
  if (code !== null) checkEntropy(run, code, 'code')
  const front = await frontTokens(run, client, got, nonce)
  const back = code === null ? null : await redeem(run, client, code, nonce)
  if (front.idToken && back?.idToken) {
    run.must(front.idToken.sub === back.idToken.sub, 'both ID tokens name the same person')
    run.must(front.idToken.iss === back.idToken.iss, 'both ID tokens have the same issuer')
  }
  return { callback, state: params.get('state'), nonce, code, front, back }
}

async function frontTokens(run: Run, client: Client, got: URLSearchParams, nonce: string | null): Promise<Tokens> {
  const rawIdToken = got.get('id_token')
  const accessToken = got.get('access_token')
  if (accessToken !== null) {
    run.must(got.get('token_type')?.toLowerCase() === 'bearer', 'token_type is Bearer')
    run.should(got.has('expires_in'), 'expires_in comes with an access token')
    checkEntropy(run, accessToken, 'access token')
  }
  if (rawIdToken === null) return { ...NO_TOKENS, accessToken }
  const idToken = await checkIdToken(run, client, rawIdToken, nonce)
  if (accessToken !== null)
    run.must(idToken.at_hash === leftHash(rawIdToken, accessToken), 'at_hash is there and right')
  const code = got.get('code')
  if (code !== null) run.must(idToken.c_hash === leftHash(rawIdToken, code), 'c_hash is there and right')
  return { accessToken, refreshToken: null, idToken, rawIdToken, body: {} }
}

/** Exchanges a code and checks the answer. */
export async function redeem(
  run: Run,
  client: Client,
  code: string,
  nonce: string | null,
  extra: Record<string, string> = {},
) {
  const fields = { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, ...extra }
  const answer = await asClient(run, client, fields)
  const body = jsonOf(answer)
  run.must(answer.status === 200 && body, `the token endpoint answers 200 with JSON: ${answer.status} ${answer.text}`)
  run.must(/no-store/.test(answer.headers.get('cache-control') ?? ''), 'token answers have Cache-Control: no-store')
  return checkTokenBody(run, client, body, nonce)
}

export async function checkTokenBody(run: Run, client: Client, body: Record<string, unknown>, nonce: string | null) {
  const { access_token, id_token, refresh_token, expires_in, token_type } = body
  run.must(typeof access_token === 'string', 'the answer has an access token')
  run.must(typeof id_token === 'string', 'the answer has an ID token')
  run.must(String(token_type).toLowerCase() === 'bearer', 'token_type is Bearer')
  run.must(typeof expires_in === 'number' && expires_in > 0 && expires_in <= 31_536_000, 'expires_in is at most a year')
  const idToken = await checkIdToken(run, client, id_token, nonce)
  if (idToken.at_hash !== undefined) run.must(idToken.at_hash === leftHash(id_token, access_token), 'at_hash is right')
  const refreshToken = typeof refresh_token === 'string' ? refresh_token : null
  return { accessToken: access_token, refreshToken, idToken, rawIdToken: id_token, body } satisfies Tokens
}

/** Signature, issuer, audience, times, nonce and the types of what else is in it. */
export async function checkIdToken(run: Run, client: Client, jwt: string, nonce: string | null): Promise<JWTPayload> {
  const { payload } = await jwtVerify(jwt, keysOf(run), {
    issuer: String(run.metadata.issuer),
    audience: client.clientId,
  })
  const { alg, kid } = decodeProtectedHeader(jwt)
  run.must(alg !== 'none' && kid !== undefined, 'the ID token is signed and names its key')
  const { sub, iat = 0, exp = 0, acr, azp } = payload
  run.must(typeof sub === 'string' && sub.length > 0 && sub.length <= 255, 'sub has 1 to 255 characters')
  run.must(Math.abs(Date.now() / 1000 - iat) < 300, 'iat is at most five minutes ago')
  run.must(exp > Date.now() / 1000, 'exp is in the future')
  if (nonce !== null) run.must(payload.nonce === nonce, 'nonce is the one of the request')
  run.must(acr === undefined || (typeof acr === 'string' && acr !== ''), 'acr is not empty')
  run.must(azp === undefined || azp === client.clientId, 'azp is the client')
  checkClaimTypes(run, payload)
  return payload
}

const STRINGS = [
  'sub',
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
]

export function checkClaimTypes(run: Run, claims: Readonly<Record<string, unknown>>): void {
  const has = (name: string) => claims[name] !== undefined
  for (const name of STRINGS) run.must(!has(name) || typeof claims[name] === 'string', `${name} is a string`)
  for (const name of ['email_verified', 'phone_number_verified']) {
    run.must(!has(name) || typeof claims[name] === 'boolean', `${name} is a boolean`)
  }
  for (const name of ['updated_at', 'auth_time']) {
    run.must(!has(name) || Number.isInteger(claims[name]), `${name} is a whole number of seconds`)
  }
  run.must(!has('address') || (typeof claims.address === 'object' && claims.address !== null), 'address is an object')
  run.must(!has('birthdate') || /^\d{4}(-\d\d-\d\d)?$/.test(String(claims.birthdate)), 'birthdate is YYYY-MM-DD')
}

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

function keysOf(run: Run): ReturnType<typeof createRemoteJWKSet> {
  const uri = String(run.metadata.jwks_uri)
  const known = keySets.get(uri)
  if (known) return known
  const get = async (url: string) => {
    const answer = await send(url)
    return new Response(answer.text, { status: answer.status })
  }
  const keys = createRemoteJWKSet(new URL(uri), { cooldownDuration: 0, [customFetch]: get })
  keySets.set(uri, keys)
  return keys
}

function leftHash(jwt: string, value: string): string {
  const { alg = '' } = decodeProtectedHeader(jwt)
  const digest = createHash(alg === 'EdDSA' ? 'sha512' : 'sha256')
    .update(value)
    .digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

/** At least 16 bytes, and more than 96 bits of Shannon entropy. */
export function checkEntropy(run: Run, value: string, what: string): void {
  const counts = new Map<string, number>()
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= count * Math.log2(count / value.length)
  run.must(value.length >= 16 && bits > 96, `the ${what} has at least 16 characters and 96 bits of entropy`)
}

/** The userinfo answer as JSON, checked. */
export async function userinfo(run: Run, accessToken: string, request: HttpRequest = {}) {
  const headers = { authorization: `Bearer ${accessToken}`, ...request.headers }
  const answer = await send(String(run.metadata.userinfo_endpoint), { ...request, headers })
  const claims = jsonOf(answer)
  run.must(answer.status === 200 && claims, `userinfo answers 200 with JSON: ${answer.status} ${answer.text}`)
  run.must(/^application\/json/.test(answer.headers.get('content-type') ?? ''), 'userinfo is application/json')
  checkClaimTypes(run, claims)
  return claims
}

/** The access token of a login, whichever channel it came through; the later one where there are two. */
export function accessTokenOf({ front, back }: Login): string | null {
  return back?.accessToken ?? front.accessToken
}

/** The ID token of a login, the one of the front channel first. */
export function idTokenOf(run: Run, { front, back }: Login): JWTPayload {
  const token = front.idToken ?? back?.idToken
  run.must(token, 'there is an ID token')
  return token
}

export function rawIdTokenOf(run: Run, { front, back }: Login): string {
  const token = back?.rawIdToken ?? front.rawIdToken
  run.must(token, 'there is an ID token')
  return token
}
