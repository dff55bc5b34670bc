import { describe, expect, it } from 'vitest'
import { SUPPORTED_RESPONSE_TYPES } from '../supported.ts'
import { authorizationParams, ISSUER, NOW, REDIRECT_URI, testClient, testHost, testSession } from '../testing.ts'
import type { ProviderClient } from '../types.ts'
import { authorize, considerAuthorization } from './index.ts'
import type { AuthorizationRequest } from './types.ts'

const client = testClient({
  responseTypes: SUPPORTED_RESPONSE_TYPES,
  grantTypes: ['authorization_code', 'implicit', 'refresh_token'],
  allowedScopes: ['openid', 'email', 'offline_access'],
})

const request = (
  changes: Record<string, string | null>,
  more: Partial<AuthorizationRequest> = {},
  who: ProviderClient = client,
): AuthorizationRequest => ({
  host: testHost([who]),
  params: authorizationParams(changes),
  session: testSession(),
  now: NOW,
  ...more,
})

async function answerTo(changes: Record<string, string | null>, more: Partial<AuthorizationRequest> = {}) {
  const outcome = await authorize(request(changes, more))
  if (outcome.kind === 'form_post') return { mode: 'form_post', fields: outcome.fields }
  if (outcome.kind !== 'redirect') throw new Error(`expected an answer, got ${outcome.kind}`)
  const { search, hash } = new URL(outcome.location)
  expect(search === '' || hash === '').toBe(true)
  const fields = Object.fromEntries(new URLSearchParams(search || hash.slice(1)))
  return { mode: hash === '' ? 'query' : 'fragment', fields }
}

const TOKEN = ['access_token', 'token_type', 'expires_in']

describe.each([
  ['code', 'query', ['code', 'state', 'iss']],
  ['id_token', 'fragment', ['id_token', 'state', 'iss']],
  ['id_token token', 'fragment', [...TOKEN, 'id_token', 'scope', 'state', 'iss']],
  ['code id_token', 'fragment', ['code', 'id_token', 'state', 'iss']],
  ['code token', 'fragment', ['code', ...TOKEN, 'scope', 'state', 'iss']],
  ['code id_token token', 'fragment', ['code', ...TOKEN, 'id_token', 'scope', 'state', 'iss']],
])('response_type=%s', (response_type, standard, names) => {
  it('is answered in its own place, in any order of its words', async () => {
    for (const words of [response_type, response_type.split(' ').reverse().join(' ')]) {
      const { mode, fields } = await answerTo({ response_type: words, nonce: 'n' })
      expect(mode).toBe(standard)
      expect(Object.keys(fields)).toEqual(names)
      expect(fields).toMatchObject({ state: 'af0ifjsldkj', iss: ISSUER })
    }
  })

  it('is answered in a form when that is asked for', async () => {
    const outcome = await authorize(request({ response_type, nonce: 'n', response_mode: 'form_post' }))
    expect(outcome).toMatchObject({ kind: 'form_post', action: REDIRECT_URI })
    expect(outcome.kind === 'form_post' && Object.keys(outcome.fields)).toEqual(names)
  })

  it.each([null, 'form_post'])('is refused in the same place (response_mode=%s)', async (response_mode) => {
    const { mode, fields } = await answerTo(
      { response_type, nonce: 'n', response_mode, prompt: 'none' },
      { session: null },
    )
    expect(mode).toBe(response_mode ?? standard)
    expect(Object.keys(fields)).toEqual(['error', 'error_description', 'state', 'iss'])
    expect(fields.error).toBe('login_required')
  })
})

it.each([
  [{ response_type: null }, 'query', 'invalid_request'],
  [{ response_type: null, response_mode: 'form_post' }, 'form_post', 'invalid_request'],
  [{ response_type: 'id_token' }, 'fragment', 'invalid_request'],
  [{ response_type: 'code id_token', nonce: 'n', response_mode: 'query' }, 'fragment', 'invalid_request'],
  [{ response_type: 'id_token', nonce: 'n', response_mode: 'nonsense' }, 'fragment', 'invalid_request'],
  [{ response_type: 'token' }, 'fragment', 'unsupported_response_type'],
  [{ response_type: 'nonsense' }, 'query', 'unsupported_response_type'],
] as const)('%j is refused in the %s with %s', async (changes, mode, error) => {
  expect(await answerTo(changes)).toMatchObject({ mode, fields: { error, state: 'af0ifjsldkj', iss: ISSUER } })
})

it('a state of any kind goes back exactly as it came, everywhere', async () => {
  const state = 'ü🎫 +%20&"<>-._~'.repeat(8)
  for (const response_mode of ['query', 'fragment', 'form_post']) {
    expect((await answerTo({ state, response_mode })).fields.state).toBe(state)
  }
})

describe('a person behind a pairwise subject', () => {
  const pairwise = testClient({ subjectType: 'pairwise', sectorIdentifier: 'app.example' })
  const host = testHost([pairwise])
  const idTokenFor = async (sub: string) =>
    (await host.keys.signer('ES256')).sign({ iss: ISSUER, sub, aud: 'web-app', exp: 1 })

  it('is known to the client by that subject only', async () => {
    await authorize(request({}, { host }))
    const [grant] = host.grants.rows.values()
    expect(grant?.subject).toBe(await host.pairwiseSubject('app.example', 'QX7PL4D'))
    expect(grant?.session.subject).toBe('QX7PL4D')
  })

  it('is recognized by the ID token and the claims that name it so', async () => {
    const sub = await host.pairwiseSubject('app.example', 'QX7PL4D')
    const claims = JSON.stringify({ id_token: { sub: { value: sub } } })
    const asked = { id_token_hint: await idTokenFor(sub), claims, prompt: 'none' }
    expect(await authorize(request(asked, { host }))).not.toHaveProperty('error')
  })

  it('is somebody else for the client that names the public subject', async () => {
    const asked = { id_token_hint: await idTokenFor('QX7PL4D') }
    expect(await authorize(request(asked, { host }))).toMatchObject({ kind: 'login', reason: 'other_subject' })
  })
})

describe('a refusal', () => {
  it('is described in the words of the host, which knows the client', async () => {
    const told: string[] = []
    const { fields } = await answerTo(
      { scope: 'email' },
      {
        describeRefusal: (error, { clientId }) => {
          told.push(`${error.hint?.rule} ${clientId}`)
          return `${error.description} (reference K7)`
        },
      },
    )
    expect(told).toEqual(['scope_openid web-app'])
    expect(fields.error_description).toMatch(/ \(reference K7\)$/)
  })

  it('carries what staff need to mend it, also on a page', async () => {
    const asked = request({ redirect_uri: `${REDIRECT_URI}/else` })
    await expect(authorize(asked)).rejects.toMatchObject({
      description: expect.stringContaining('goes on after /callback'),
      hint: { rule: 'redirect_uri_differs', expected: REDIRECT_URI, sent: `${REDIRECT_URI}/else` },
    })
  })
})

describe('offline access', () => {
  it('is granted with a code to a client that may refresh', async () => {
    const asked = request({ scope: 'openid offline_access' })
    await authorize(asked)
    expect([...(asked.host.grants as ReturnType<typeof testHost>['grants']).rows.values()]).toMatchObject([
      { scope: 'openid offline_access', endsAt: NOW + 864_000_000 },
    ])
  })

  it('is no part of what an answer without a code gives', async () => {
    const changes = { scope: 'openid offline_access', response_type: 'id_token token', nonce: 'n' }
    expect((await answerTo(changes)).fields.scope).toBe('openid')
  })
})

describe('a look at a request', () => {
  const careful = testClient({ consent: 'once' })

  it('says what has to happen first', async () => {
    expect(await considerAuthorization(request({}, { session: null }, careful))).toMatchObject({ kind: 'login' })
    expect(await considerAuthorization(request({}, {}, careful))).toMatchObject({ kind: 'consent', scopes: ['openid'] })
    expect(await considerAuthorization(request({ scope: 'email' }, {}, careful))).toMatchObject({ kind: 'redirect' })
  })

  it('issues nothing when all is well', async () => {
    const host = testHost()
    expect(await considerAuthorization(request({}, { host }))).toEqual({ kind: 'ready' })
    expect(host.grants.rows.size).toBe(0)
  })
})
