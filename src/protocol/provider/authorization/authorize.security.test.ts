import { describe, expect, it } from 'vitest'
import {
  authorizationParams,
  CHALLENGE,
  ISSUER,
  NOW,
  publicTestClient,
  REDIRECT_URI,
  testClient,
  testHost,
  testSession,
} from '../testing.ts'
import { authorize } from './index.ts'
import type { AuthorizationOutcome } from './types.ts'

function ask(params: URLSearchParams, host = testHost()): Promise<AuthorizationOutcome> {
  return authorize({ host, params, session: testSession(), now: NOW })
}

async function errorFor(params: URLSearchParams, host = testHost()): Promise<string | null> {
  const outcome = await ask(params, host)
  expect(host.grants.rows.size).toBe(0)
  if (outcome.kind === 'login') return `login: ${outcome.reason}`
  if (outcome.kind !== 'redirect') return outcome.kind
  const location = new URL(outcome.location)
  const response = location.hash === '' ? location.searchParams : new URLSearchParams(location.hash.slice(1))
  expect(location.origin + location.pathname).toBe(REDIRECT_URI)
  expect(response.get('iss')).toBe(ISSUER)
  return response.get('error')
}

describe('no code is issued', () => {
  it.each([
    ['invalid_request', { response_type: null }],
    ['unsupported_response_type', { response_type: 'token' }],
    ['unauthorized_client', { response_type: 'id_token', nonce: 'n' }],
    ['invalid_request', { response_mode: 'nonsense' }],
    ['invalid_scope', { scope: 'profile' }],
    ['invalid_request', { nonce: 'a\u0000' }],
    ['invalid_request', { nonce: 'x'.repeat(100_000) }],
    ['invalid_request', { code_challenge: CHALLENGE }],
    ['invalid_request', { code_challenge: CHALLENGE, code_challenge_method: 'plain' }],
    ['invalid_request', { prompt: 'none login' }],
    ['invalid_request', { max_age: 'soon' }],
    ['login: max_age', { max_age: '0' }],
    ['invalid_request', { id_token_hint: 'nonsense' }],
    ['request_not_supported', { request: 'eyJhbGciOiJub25lIn0.e30.' }],
    ['invalid_request_object', { request: 'nonsense' }],
    ['invalid_request_uri', { request_uri: 'https://evil.example/' }],
    ['invalid_request', { claims: '{' }],
    ['invalid_request', { dpop_jkt: 'x' }],
    ['registration_not_supported', { registration: '{}' }],
  ])('but %s for %j', async (error, changes) => {
    expect(await errorFor(authorizationParams(changes))).toBe(error)
  })

  it('to a public client without PKCE', async () => {
    const params = authorizationParams({ client_id: 'native-app' })
    expect(await errorFor(params, testHost([publicTestClient()]))).toBe('invalid_request')
  })

  it.each(['response_type', 'scope', 'nonce', 'prompt', 'max_age', 'code_challenge', 'response_mode'])(
    'for a request that says %s twice, so that no two readers can understand it differently',
    async (name) => {
      const params = authorizationParams({ [name]: authorizationParams().get(name) ?? 'x' })
      params.append(name, 'other')
      expect(await errorFor(params)).toBe('invalid_request')
    },
  )
})

it('a state sent twice is refused and neither of them goes back', async () => {
  const params = authorizationParams()
  params.append('state', 'attacker')
  const outcome = await ask(params)
  const location = new URL(outcome.kind === 'redirect' ? outcome.location : 'nowhere:')
  expect([...location.searchParams.keys()]).toEqual(['error', 'error_description', 'iss'])
})

it('a request object cannot smuggle in what the page has not checked', async () => {
  const params = authorizationParams({ redirect_uri: 'https://evil.example/', request: 'eyJhbGciOiJub25lIn0.e30.' })
  await expect(ask(params)).rejects.toMatchObject({ reason: 'redirect_uri_unknown' })
})

it("another client's redirect URI is not trusted", async () => {
  const host = testHost([testClient(), publicTestClient({ redirectUris: ['https://native.example/cb'] })])
  const params = authorizationParams({ redirect_uri: 'https://native.example/cb' })
  await expect(ask(params, host)).rejects.toMatchObject({ reason: 'redirect_uri_unknown' })
})

it('nothing in a request can add a header or another parameter to the answer', async () => {
  const state = 'x\r\nSet-Cookie: a=b&code=forged&iss=https://evil.example'
  const outcome = await ask(authorizationParams({ state }))
  const location = outcome.kind === 'redirect' ? outcome.location : ''
  expect(location).toMatch(/^[\x21-\x7e]+$/)
  const answer = new URL(location).searchParams
  expect(answer.getAll('state')).toEqual([state])
  expect(answer.getAll('code')).toHaveLength(1)
  expect(answer.getAll('iss')).toEqual([ISSUER])
})

it('a request with a hundred thousand unknown parameters is answered like any other', async () => {
  const params = authorizationParams()
  for (let i = 0; i < 100_000; i += 1) params.append(`p${i}`, 'x')
  expect(await ask(params)).toMatchObject({ kind: 'redirect', location: expect.stringContaining('code=') })
})
