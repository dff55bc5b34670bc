import { createHash, randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import type { NameParts } from '../../src/core/person-names.ts'
import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoClient, SsoClientInput } from '../../src/features/sso-clients/index.ts'
import { ENDPOINTS } from '../../src/protocol/provider/endpoints.ts'
import type { TestKey } from '../../src/protocol/provider/testing-requests.ts'
import type { BrowserClient } from './client.ts'
import type { TestServer } from './server.ts'

const SYSTEM = { type: 'system' } as const

/** RFC 7636 appendix B. */
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
export const REDIRECT_URI = 'https://app.example/callback'

export interface TestClient extends SsoClient {
  /** The secret; empty for public clients. */
  readonly secret: string
}

export async function newClient(
  foyer: TestServer,
  organizer: Organizer,
  input: SsoClientInput = {},
): Promise<TestClient> {
  const { client, secret } = await foyer.features.ssoClients.create(
    organizer.id,
    { name: 'Festival forum', redirectUris: [REDIRECT_URI], requirePkce: false, ...input },
    SYSTEM,
  )
  return { ...client, secret: secret ?? '' }
}

export async function newCustomer(
  foyer: TestServer,
  organizer: Organizer,
  input: { email?: string; nameParts?: NameParts; phone?: string; isVerified?: boolean } = {},
): Promise<Customer> {
  const nameParts = { _scheme: 'given_family', given_name: 'Ann', family_name: 'Example' }
  const values = { email: 'ann@example.org', nameParts, isVerified: true, locale: 'de', ...input } as const
  return foyer.platform.db.transaction((q) => foyer.features.customers.create(q, organizer, values, SYSTEM))
}

/** A browser in which this customer just logged in. */
export async function loggedIn(foyer: TestServer, organizer: Organizer, customer: Customer): Promise<BrowserClient> {
  const browser = foyer.client()
  await logIn(foyer, organizer, customer, browser)
  return browser
}

/** A new login in a browser that may have had another one. */
export async function logIn(
  foyer: TestServer,
  organizer: Organizer,
  customer: Customer,
  browser: BrowserClient,
): Promise<void> {
  const cookie = `foyer-customer-${organizer.slug}`
  const login = {
    amr: ['pwd'],
    client: { userAgent: 'test', ip: '127.0.0.1' },
    host: null,
    previousToken: browser.cookies.get(cookie) ?? null,
  }
  const { signIn } = foyer.features
  const token = await foyer.platform.db.transaction((q) => signIn.sessions.start(q, organizer, customer.id, login))
  browser.cookies.set(cookie, token)
}

/** An authorization request for a code; `null` leaves a parameter out. */
export function authorizePath(
  organizer: Organizer,
  client: Pick<SsoClient, 'clientId'>,
  changes: Record<string, string | null> = {},
): string {
  const params = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid profile email phone',
    state: 'state-1',
  })
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  return `/${organizer.slug}/oauth2/v1/authorize?${params}`
}

/** The parameters that an authorization response carries in the query. */
export function responseOf(answer: { location: string | null }): Record<string, string> {
  return Object.fromEntries(new URL(answer.location ?? 'about:blank').searchParams)
}

/** The parameters that an authorization response carries in the fragment. */
export function fragmentOf(answer: { location: string | null }): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(new URL(answer.location ?? 'about:blank').hash.slice(1)))
}

/** A fresh code. */
export async function codeFor(
  browser: BrowserClient,
  organizer: Organizer,
  client: SsoClient,
  changes: Record<string, string | null> = {},
): Promise<string> {
  const answer = await browser.get(authorizePath(organizer, client, changes))
  const { code } = responseOf(answer)
  if (code === undefined) throw new Error(`no code: ${answer.status} ${answer.location}`)
  return code
}

export interface JsonAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** Posts a form to an endpoint for programs. */
export async function postForm(
  foyer: Pick<TestServer, 'url'>,
  path: string,
  fields: Record<string, string> | string,
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return json(await fetch(foyer.url + path, { method: 'POST', body, headers: { ...type, ...headers } }))
}

export async function json(response: Response): Promise<JsonAnswer> {
  const body = (await response.json()) as Record<string, unknown>
  return { status: response.status, headers: response.headers, body }
}

/** Posts a form to an endpoint with the secret in the body; `null` leaves a field out. */
export function callAs(
  foyer: Pick<TestServer, 'url'>,
  organizer: Organizer,
  client: TestClient,
  path: string,
  fields: Record<string, string | null>,
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  const secret = client.secret === '' ? null : client.secret
  const all = { client_id: client.clientId, client_secret: secret, ...fields }
  const sent = Object.entries(all).filter((field): field is [string, string] => field[1] !== null)
  return postForm(foyer, `/${organizer.slug}${path}`, Object.fromEntries(sent), headers)
}

/** Redeems a code; `null` leaves a field out. */
export function redeem(
  foyer: Pick<TestServer, 'url'>,
  organizer: Organizer,
  client: TestClient,
  code: string,
  changes: Record<string, string | null> = {},
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, ...changes }
  return callAs(foyer, organizer, client, ENDPOINTS.token, fields, headers)
}

/** Uses a refresh token. */
export function refresh(
  foyer: Pick<TestServer, 'url'>,
  organizer: Organizer,
  client: TestClient,
  token: unknown,
  changes: Record<string, string | null> = {},
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  const fields = { grant_type: 'refresh_token', refresh_token: String(token), ...changes }
  return callAs(foyer, organizer, client, ENDPOINTS.token, fields, headers)
}

/** What a client needs to get refresh tokens. */
export const OFFLINE = { allowedScopes: ['openid', 'profile', 'email', 'phone', 'offline_access'] } as const

/** A client that gets refresh tokens, a customer, the browser in which that one is logged in, and the first tokens. */
export async function offlineTokens(foyer: TestServer, organizer: Organizer, input: SsoClientInput = {}) {
  const app = await newClient(foyer, organizer, { ...OFFLINE, ...input })
  const customer = await newCustomer(foyer, organizer)
  const browser = await loggedIn(foyer, organizer, customer)
  const more = async () => {
    const code = await codeFor(browser, organizer, app, { scope: 'openid email offline_access' })
    return (await redeem(foyer, organizer, app, code)).body
  }
  return { app, customer, browser, more, tokens: await more() }
}

export async function userinfo(
  foyer: Pick<TestServer, 'url'>,
  organizer: Organizer,
  token: unknown,
): Promise<JsonAnswer> {
  const headers = { authorization: `Bearer ${String(token)}` }
  return json(await fetch(`${foyer.url}/${organizer.slug}/oauth2/v1/userinfo`, { headers }))
}

export function basic(client: TestClient): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${client.clientId}:${client.secret}`).toString('base64')}` }
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

/** Where a browser goes on with an authorization request that was pushed before. */
export async function pushedPath(
  foyer: TestServer,
  organizer: Organizer,
  client: TestClient,
  changes: Record<string, string | null> = {},
): Promise<string> {
  const params = new URL(authorizePath(organizer, client, changes), foyer.url).searchParams
  const answer = await callAs(foyer, organizer, client, ENDPOINTS.pushedAuthorization, Object.fromEntries(params))
  if (answer.status !== 201) throw new Error(`not pushed: ${answer.status} ${JSON.stringify(answer.body)}`)
  const query = new URLSearchParams({ client_id: client.clientId, request_uri: String(answer.body.request_uri) })
  return `/${organizer.slug}${ENDPOINTS.authorization}?${query}`
}

/** A DPoP proof of RFC 9449 for one request, with the access token that it carries. */
export function proofOf(key: TestKey, htm: string, htu: string, accessToken?: string): Promise<string> {
  const ath = accessToken !== undefined && { ath: createHash('sha256').update(accessToken).digest('base64url') }
  const iat = Math.floor(Date.now() / 1000)
  return key.sign({ typ: 'dpop+jwt', jwk: key.jwk }, { htm, htu, iat, jti: randomUUID(), ...ath })
}

/** Posts a form to a host that can be chosen, which fetch does not allow. */
export function postAtHost(foyer: TestServer, host: string, path: string, fields: Record<string, string>) {
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' }
  return new Promise<{ status: number; body: Record<string, unknown> }>((resolve, reject) => {
    httpRequest(new URL(path, foyer.url), { method: 'POST', headers }, async (response) => {
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(await text(response)) })
    })
      .on('error', reject)
      .end(new URLSearchParams(fields).toString())
  })
}

/** A GET in which the host can be chosen, which fetch does not allow. */
export async function getAtHost(foyer: TestServer, host: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; location: string | undefined; text: string }>((resolve, reject) => {
    httpRequest(new URL(path, foyer.url), { headers: { host, ...headers } }, async (response) => {
      resolve({ status: response.statusCode ?? 0, location: response.headers.location, text: await text(response) })
    })
      .on('error', reject)
      .end()
  })
}
