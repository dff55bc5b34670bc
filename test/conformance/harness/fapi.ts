import { createHash, randomBytes } from 'node:crypto'
import { decodeProtectedHeader, type JWTPayload } from 'jose'
import { type Arrival, type Callback, wordsOf } from './browser.ts'
import { assertionOf, type FapiClient, newKey, type ProofChanges, proofOf, type SigningKey } from './fapi-client.ts'
import { authorizationUrl, type Changes, checkCallback, checkEntropy, checkIdToken } from './flow.ts'
import { form, type HttpAnswer, jsonOf, send } from './http.ts'
import type { Run } from './run.ts'

/** How a request at an endpoint for programs differs from a good one. */
export interface CallOptions {
  /** Holds the key; null sends no proof. At the endpoint for pushed requests none is sent unless a key is given. */
  readonly key?: SigningKey | null
  readonly proof?: ProofChanges
  /** Instead of a good one; null sends none. */
  readonly assertion?: string | null
  readonly method?: string
}

/** Sends a form to an endpoint that knows the client by its assertion. */
export async function call(
  run: Run,
  client: FapiClient,
  endpoint: string,
  fields: Changes,
  { key = null, proof = {}, assertion, method = 'POST' }: CallOptions = {},
): Promise<HttpAnswer> {
  const url = String(run.metadata[endpoint])
  const signed = assertion === undefined ? await assertionOf(run, client) : assertion
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  const credentials = signed === null ? {} : { client_assertion_type: type, client_assertion: signed }
  const headers = key === null ? {} : { dpop: await proofOf(key, { method, url }, proof) }
  const sent = Object.entries({ ...credentials, ...fields }).filter(
    (field): field is [string, string] => field[1] !== null,
  )
  return send(url, { ...form(Object.fromEntries(sent), headers), method })
}

/** A request that was sent ahead, and what the client remembers of it. */
export interface Pushed {
  readonly answer: HttpAnswer
  readonly params: URLSearchParams
  readonly verifier: string
}

export async function push(run: Run, client: FapiClient, changes: Changes = {}, options: CallOptions = {}) {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
  const { params } = authorizationUrl(run, client, { scope: 'openid email', ...pkce, ...changes })
  const endpoint = 'pushed_authorization_request_endpoint'
  const answer = await call(run, client, endpoint, Object.fromEntries(params), options)
  return { answer, params, verifier } satisfies Pushed
}

/** The reference that a pushed request got. */
export function requestUriOf(run: Run, { answer }: Pushed): string {
  const body = jsonOf(answer)
  run.must(answer.status === 201 && body, `the request is taken with 201: ${answer.status} ${answer.text}`)
  run.must(/^application\/json/.test(answer.headers.get('content-type') ?? ''), 'the answer is JSON')
  run.must(typeof body.expires_in === 'number' && body.expires_in > 0, 'expires_in is a number of seconds')
  run.must(typeof body.request_uri === 'string', 'the answer has a request_uri')
  checkEntropy(run, body.request_uri, 'request_uri')
  return body.request_uri
}

/** Where the browser goes with a reference; parameters beside it are what a careful client repeats. */
export function authorizationAddress(run: Run, client: FapiClient, requestUri: string, beside: Changes = {}): string {
  const url = new URL(String(run.metadata.authorization_endpoint))
  const params = { client_id: client.clientId, request_uri: requestUri, ...beside }
  for (const [name, value] of Object.entries(params)) if (value !== null) url.searchParams.set(name, value)
  return url.href
}

/** What OAuth 2.0 asks to stand in the address, too. */
export function repeated({ params }: Pushed): Changes {
  return Object.fromEntries(['response_type', 'scope', 'redirect_uri'].map((name) => [name, params.get(name)]))
}

/** Comes back with a code, or ends the module. */
export function codeOf(run: Run, client: FapiClient, arrival: Arrival, sent: URLSearchParams): string {
  run.must(arrival.kind === 'callback', `no way back: ${arrival.kind === 'page' ? wordsOf(arrival) : ''}`)
  checkFapiCallback(run, client, arrival, sent)
  const code = arrival.params.get('code')
  run.must(code !== null, `the login is refused: ${arrival.params.get('error_description')}`)
  checkEntropy(run, code, 'code')
  return code
}

/** The right place, the same state, the issuer, and the query of the redirect URI. */
export function checkFapiCallback(run: Run, client: FapiClient, callback: Callback, sent: URLSearchParams): void {
  checkCallback(run, callback, sent)
  run.must(callback.params.get('iss') === run.metadata.issuer, 'the response names the issuer (RFC 9207)')
  const target = new URL(sent.get('redirect_uri') ?? client.redirectUri)
  run.must(callback.url.origin + callback.url.pathname === target.origin + target.pathname, 'at the redirect URI')
  for (const [name, value] of target.searchParams) {
    run.must(callback.url.searchParams.get(name) === value, `${name} of the redirect URI is kept`)
  }
}

/** A code, and what its redemption needs. */
export interface Granted {
  readonly code: string
  readonly params: URLSearchParams
  readonly verifier: string
}

/** A whole authorization: pushed, and the browser sent there and back. */
export async function authorizePushed(run: Run, client: FapiClient, changes: Changes = {}, options: CallOptions = {}) {
  const pushed = await push(run, client, changes, options)
  const address = authorizationAddress(run, client, requestUriOf(run, pushed), repeated(pushed))
  const code = codeOf(run, client, await run.browser.visit(address), pushed.params)
  return { code, params: pushed.params, verifier: pushed.verifier } satisfies Granted
}

/** Redeems a code with a proof of `options.key`. */
export function redeemCode(
  run: Run,
  client: FapiClient,
  { code, verifier, params }: Granted,
  options: CallOptions,
  changes: Changes = {},
) {
  const redirectUri = params.get('redirect_uri') ?? client.redirectUri
  const fields = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  return call(run, client, 'token_endpoint', { ...fields, ...changes }, options)
}

export interface BoundTokens {
  readonly accessToken: string
  readonly refreshToken: string | null
  readonly idToken: JWTPayload
}

/** What a successful answer of the token endpoint has to be. */
export async function checkTokens(run: Run, client: FapiClient, answer: HttpAnswer, nonce: string | null) {
  const body = jsonOf(answer)
  run.must(answer.status === 200 && body, `the token endpoint answers 200 with JSON: ${answer.status} ${answer.text}`)
  run.must(/no-store/.test(answer.headers.get('cache-control') ?? ''), 'token answers have Cache-Control: no-store')
  const { access_token, id_token, refresh_token, expires_in, token_type } = body
  run.must(typeof access_token === 'string' && typeof id_token === 'string', 'an access token and an ID token come')
  run.must(String(token_type).toLowerCase() === 'dpop', `token_type is DPoP, not ${token_type}`)
  run.must(typeof expires_in === 'number' && expires_in > 0 && expires_in <= 31_536_000, 'expires_in is at most a year')
  checkEntropy(run, access_token, 'access token')
  const { alg = '' } = decodeProtectedHeader(id_token)
  run.must(['PS256', 'ES256', 'EdDSA'].includes(alg), `ID tokens are signed with PS256, ES256 or EdDSA, not ${alg}`)
  const idToken = await checkIdToken(run, client, id_token, nonce)
  run.must(nonce !== null || idToken.nonce === undefined, 'no nonce where none was sent')
  const refreshToken = typeof refresh_token === 'string' ? refresh_token : null
  return { accessToken: access_token, refreshToken, idToken } satisfies BoundTokens
}

/** A whole login with a new DPoP key, up to the tokens and the protected resource. */
export async function fapiLogin(run: Run, client: FapiClient, changes: Changes = {}) {
  return finish(run, client, await authorizePushed(run, client, changes), await newKey('ES256'))
}

/** From the code to the protected resource. */
export async function finish(
  run: Run,
  client: FapiClient,
  granted: Granted,
  key: SigningKey,
  proof: ProofChanges = {},
) {
  const answer = await redeemCode(run, client, granted, { key, proof })
  const tokens = await checkTokens(run, client, answer, granted.params.get('nonce'))
  const claims = await useResource(run, tokens.accessToken, key, proof)
  run.must(claims.sub === tokens.idToken.sub, 'the resource is about the same person')
  return { granted, key, tokens, claims }
}

/** The protected resource, which is the userinfo endpoint. */
export async function askResource(
  run: Run,
  accessToken: string,
  proof: string | null,
  { scheme = 'DPoP', headers = {} }: { scheme?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<HttpAnswer> {
  const authorization = { authorization: `${scheme} ${accessToken}` }
  return send(resourceOf(run), { headers: { ...authorization, ...(proof !== null && { dpop: proof }), ...headers } })
}

export function resourceOf(run: Run): string {
  return String(run.metadata.userinfo_endpoint)
}

export async function useResource(run: Run, accessToken: string, key: SigningKey, proof: ProofChanges = {}) {
  const signed = await proofOf(key, { method: 'GET', url: resourceOf(run), accessToken }, proof)
  const answer = await askResource(run, accessToken, signed)
  const claims = jsonOf(answer)
  run.must(answer.status === 200 && claims, `the resource answers: ${answer.status} ${answer.text}`)
  run.must(answer.headers.has('date'), 'the resource says the time')
  return claims
}

/** The answer refuses with one of these errors, in the form of RFC 6749 5.2. */
export function mustRefuse(run: Run, answer: HttpAnswer, errors: readonly string[]): void {
  const body = jsonOf(answer)
  run.must(body, `the refusal is JSON: ${answer.status} ${answer.text}`)
  const error = String(body.error)
  const isStatusRight = answer.status === 400 || (answer.status === 401 && error === 'invalid_client')
  run.must(isStatusRight && errors.includes(error), `${errors.join(' or ')}: ${answer.status} ${answer.text}`)
  const isPlain = typeof body.error_description !== 'string' || /^[ !#-[\]-~]*$/.test(body.error_description)
  run.must(isPlain, `error_description has only characters of RFC 6749 5.2: ${body.error_description}`)
}
