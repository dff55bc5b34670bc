import { hash, randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import { asJson, asPage, type MockAnswer, type MockRequest, type MockServer, redirectTo } from './mock-server.ts'
import { createSigningKeys, type SigningKeys } from './provider-keys.ts'

export const CLIENT = { id: 'the client of the suite', secret: 'a secret: with + and ü, long enough' } as const
export const SUBJECT = 'user-subject-1234531'
const PERSON = {
  sub: SUBJECT,
  name: 'Demo T. User',
  given_name: 'Demo',
  family_name: 'User',
  middle_name: 'Theresa',
  email: 'user@example.com',
  email_verified: true,
  locale: 'en-US',
  phone_number: '+1 555 5550000',
  phone_number_verified: false,
}

type Members = Readonly<Record<string, unknown>>

/** What a module spoils. `null` leaves a member out. */
export interface Behaviour {
  readonly alg?: 'RS256' | 'ES256'
  readonly responseMode?: 'query' | 'form_post'
  readonly metadata?: (metadata: Members) => Members
  readonly jwks?: (key: JWK) => readonly JWK[] | Promise<readonly JWK[]>
  readonly idToken?: Members
  readonly sign?: (claims: Members, keys: SigningKeys) => Promise<string>
  readonly beforeSigning?: (keys: SigningKeys) => Promise<void>
  readonly userinfo?: Members
  /** What becomes of the state of a logout request on the way back. */
  readonly logoutState?: (state: string) => string | null
  /** At the end of a session, before the browser is sent back; answers what it shows first. */
  readonly onLogout?: (sid: string) => Promise<string | null>
}

/** A provider of one module: own keys, own description, and a memory of what it was asked. */
export interface MockProvider {
  readonly issuer: string
  readonly keys: SigningKeys
  /** Requests at `authorize`, `token`, `userinfo`, `jwks…`, `end_session`, `.well-known/openid-configuration`. */
  requests(endpoint: string): readonly MockRequest[]
  /** What was wrong with requests. */
  readonly faults: readonly string[]
  /** Session IDs of the logins, the newest last. */
  readonly sessions: readonly string[]
  metadata(): Members
}

export async function startMockProvider(server: MockServer, alias: string, behave: Behaviour): Promise<MockProvider> {
  const keys = await createSigningKeys(behave.alg ?? 'RS256')
  const seen: { readonly endpoint: string; readonly request: MockRequest }[] = []
  const faults: string[] = []
  const sessions: string[] = []
  const codes = new Map<string, URLSearchParams>()
  const tokens = new Set<string>()
  const jwksPath = `jwks-${randomUUID()}`
  const issuer = server.serve(alias, (request, endpoint) => {
    seen.push({ endpoint, request })
    return answer(request, endpoint)
  })

  async function answer(request: MockRequest, endpoint: string): Promise<MockAnswer> {
    switch (endpoint) {
      case '.well-known/openid-configuration':
        return asJson(metadata())
      case jwksPath:
        return asJson({ keys: await (behave.jwks ?? ((key) => [key]))(keys.current) })
      case 'authorize':
        return authorize(request.url.searchParams)
      case 'token':
        return redeem(request)
      case 'userinfo':
        return tokens.has(request.headers.authorization ?? '')
          ? asJson(merged(PERSON, behave.userinfo))
          : fault('userinfo was asked without its access token')
      case 'end_session':
        return logOut(request.url.searchParams)
      default:
        return { status: 404 }
    }
  }

  function metadata(): Members {
    const endpoint = (name: string) => `${issuer}${name}`
    const plain = {
      issuer,
      authorization_endpoint: endpoint('authorize'),
      token_endpoint: endpoint('token'),
      userinfo_endpoint: endpoint('userinfo'),
      end_session_endpoint: endpoint('end_session'),
      jwks_uri: endpoint(jwksPath),
      scopes_supported: ['openid', 'phone', 'profile', 'email', 'address', 'offline_access'],
      response_types_supported: ['code', 'id_token', 'code id_token'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      grant_types_supported: ['authorization_code', 'implicit', 'refresh_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['none', behave.alg ?? 'RS256', 'HS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      claims_supported: Object.keys(PERSON),
    }
    return behave.metadata?.(plain) ?? plain
  }

  function fault(what: string): MockAnswer {
    faults.push(what)
    return asJson({ error: 'invalid_request', error_description: what }, 400)
  }

  /** Logs the person in at once, without a page. */
  function authorize(sent: URLSearchParams): MockAnswer {
    const wrong = wrongIn(sent, behave)
    if (wrong !== null) return fault(wrong)
    const code = randomUUID()
    codes.set(code, sent)
    const back = { code, state: sent.get('state') ?? '' }
    const address = new URL(sent.get('redirect_uri') ?? '')
    if (behave.responseMode === 'form_post') {
      return asPage(postingForm(address.href, back))
    }
    for (const [name, value] of Object.entries(back)) address.searchParams.set(name, value)
    return redirectTo(address.href)
  }

  async function redeem({ headers, form }: MockRequest): Promise<MockAnswer> {
    const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ')
    if (scheme !== 'Basic' || form.has('client_secret')) return fault('the client does not use client_secret_basic')
    if (decoded(Buffer.from(credentials, 'base64').toString()) !== `${CLIENT.id}:${CLIENT.secret}`) {
      return fault('the credentials are wrong')
    }
    const asked = codes.get(form.get('code') ?? '')
    if (!asked || !codes.delete(form.get('code') ?? '')) return fault('the code is unknown')
    if (form.get('redirect_uri') !== asked.get('redirect_uri')) return fault('redirect_uri is another one')
    const challenge = hash('sha256', form.get('code_verifier') ?? '', 'base64url')
    if (challenge !== asked.get('code_challenge')) return fault('code_verifier does not fit')
    const accessToken = randomUUID()
    tokens.add(`Bearer ${accessToken}`)
    const sid = randomUUID()
    sessions.push(sid)
    await behave.beforeSigning?.(keys)
    const seconds = Math.floor(Date.now() / 1000)
    const times = { iat: seconds, exp: seconds + 300, auth_time: seconds }
    const all = { iss: issuer, sub: SUBJECT, aud: CLIENT.id, nonce: asked.get('nonce'), ...times, sid }
    const claims = merged(all, behave.idToken)
    const idToken = await (behave.sign?.(claims, keys) ?? keys.sign(claims))
    return asJson({ access_token: accessToken, token_type: 'Bearer', id_token: idToken, expires_in: 300 })
  }

  /** RP-Initiated Logout 1.0. */
  async function logOut(sent: URLSearchParams): Promise<MockAnswer> {
    const back = URL.parse(sent.get('post_logout_redirect_uri') ?? '')
    if (back === null || !sent.get('id_token_hint')) return fault('the logout request is incomplete')
    const state = sent.get('state')
    const stateBack = state === null ? null : (behave.logoutState ?? ((same) => same))(state)
    if (stateBack !== null) back.searchParams.set('state', stateBack)
    const shown = (await behave.onLogout?.(sessions.at(-1) ?? '')) ?? null
    return shown === null
      ? redirectTo(back.href)
      : asPage(`${shown}<a href="${back.href.replaceAll('&', '&amp;')}">On</a>`)
  }

  return {
    issuer,
    keys,
    faults,
    sessions,
    metadata,
    requests: (endpoint) => seen.filter((one) => one.endpoint.startsWith(endpoint)).map(({ request }) => request),
  }
}

/** What is wrong with an authorization request; null when nothing is. */
function wrongIn(sent: URLSearchParams, { responseMode }: Behaviour): string | null {
  const expected = {
    response_type: 'code',
    client_id: CLIENT.id,
    code_challenge_method: 'S256',
    response_mode: responseMode === 'form_post' ? 'form_post' : null,
  }
  for (const [name, value] of Object.entries(expected)) {
    if (sent.get(name) !== value) return `${name} is ${sent.get(name)}`
  }
  const names = [...sent.keys()]
  if (new Set(names).size !== names.length) return 'a parameter is repeated'
  if (!sent.get('scope')?.split(' ').includes('openid')) return 'scope does not contain openid'
  const isGuessable = ['state', 'nonce', 'code_challenge'].some((name) => (sent.get(name)?.length ?? 0) < 20)
  return isGuessable ? 'state, nonce or code_challenge are too short' : null
}

/** RFC 6749 section 2.3.1: both parts are encoded as in a form. */
function decoded(credentials: string): string {
  const parts = credentials.split(':').map((part) => new URLSearchParams(`part=${part}`).get('part') ?? '')
  return parts.join(':')
}

function merged(members: Members, changes: Members = {}): Members {
  return Object.fromEntries(Object.entries({ ...members, ...changes }).filter(([, value]) => value !== null))
}

function postingForm(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
  return `<form method="post" action="${action}">${inputs.join('')}<button>On</button></form>`
}
