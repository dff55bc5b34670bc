import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { hashHandle } from '../handles.ts'
import { pushedRequestUri } from '../pushed-request-uri.ts'
import {
  authorizationParams,
  CHALLENGE,
  ISSUER,
  NOW,
  REDIRECT_URI,
  testClient,
  testHost,
  testSession,
} from '../testing.ts'
import type { ProviderClient } from '../types.ts'
import { authorize, checkPushedAuthorization } from './index.ts'
import type { AuthorizationRequest } from './types.ts'

const secure = testClient({ isHighSecurity: true, tokenEndpointAuthMethod: 'private_key_jwt', consent: 'once' })
const good = { code_challenge: CHALLENGE, code_challenge_method: 'S256' }

async function pushed(changes: Record<string, string | null> = {}, client: ProviderClient = testClient()) {
  const host = testHost([client])
  const params = await checkPushedAuthorization({ host, client, params: authorizationParams(changes), now: NOW })
  host.pushedRequests.push(hashHandle('h'), { client: client.id, params, dpopJkt: null, expiresAt: NOW + 60_000 })
  const query = new URLSearchParams({ client_id: 'web-app', request_uri: pushedRequestUri('h') })
  const ask = (more: Partial<AuthorizationRequest> = {}) =>
    authorize({ host, params: query, session: testSession(), now: NOW, ...more })
  return { host, params, query, ask }
}

it('a pushed request is answered like any other', async () => {
  const { ask } = await pushed({ state: 'inside' })
  expect(await ask()).toMatchObject({
    kind: 'redirect',
    location: expect.stringMatching(/\?code=.*&state=inside&iss=/),
  })
})

it('nothing in the address changes it', async () => {
  const { ask, query, host } = await pushed({ scope: 'openid', nonce: 'inside', state: null })
  for (const [name, value] of [...authorizationParams({ nonce: 'outside', scope: 'openid email' })]) {
    if (name !== 'client_id') query.append(name, value)
  }
  query.append('prompt', 'none')
  query.append('request', 'nonsense')
  expect(await ask()).not.toMatchObject({ location: expect.stringContaining('state=') })
  expect([...host.grants.rows.values()]).toMatchObject([{ nonce: 'inside', scope: 'openid' }])
})

it('fifty at the same time get one answer', async () => {
  const { ask, host } = await pushed()
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => ask()))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(host.grants.rows.size).toBe(1)
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ reason: 'request_uri_unknown' })
  }
})

it('is not used up by a look, a login page, a question or a refusal', async () => {
  const { ask } = await pushed({}, testClient({ consent: 'once' }))
  expect(await ask({ session: null })).toMatchObject({ kind: 'login' })
  expect(await ask()).toMatchObject({ kind: 'consent' })
  expect(await ask({ decision: 'denied' })).toMatchObject({ error: { code: 'access_denied' } })
  expect(await ask({ decision: 'allowed' })).toMatchObject({ kind: 'redirect' })
  await expect(ask({ decision: 'allowed' })).rejects.toMatchObject({ reason: 'request_uri_unknown' })
})

describe('what is wrong is told when it is pushed', () => {
  it.each([
    ['invalid_request', { redirect_uri: 'https://evil.example/' }],
    ['invalid_request', { redirect_uri: null }],
    ['invalid_request', { response_type: null }],
    ['invalid_scope', { scope: 'email' }],
    ['invalid_request', { request_uri: 'urn:ietf:params:oauth:request_uri:h' }],
    ['invalid_request', { request_uri: 'https://app.example/request.jwt' }],
    ['invalid_request', { client_id: 'native-app' }],
    ['invalid_request', { code_challenge: CHALLENGE, code_challenge_method: 'plain' }],
    ['invalid_request_object', { request: 'nonsense' }],
    ['registration_not_supported', { registration: '{}' }],
    ['invalid_request', { prompt: 'none login' }],
  ])('%s for %j', async (code, changes) => {
    await expect(pushed(changes)).rejects.toMatchObject({ code })
  })

  it('also when the request object was signed by somebody else', async () => {
    const client = testClient({ jwks: { keys: [await exportJWK((await generateKeyPair('ES256')).publicKey)] } })
    const { privateKey } = await generateKeyPair('ES256')
    const request = await new SignJWT({ client_id: 'web-app' }).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)
    await expect(pushed({ request }, client)).rejects.toMatchObject({ code: 'invalid_request_object' })
  })
})

it('a request object is opened when it is pushed, so that it cannot expire afterwards', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const client = testClient({ jwks: { keys: [await exportJWK(publicKey)] }, requiresRequestObject: true })
  const claims = { ...Object.fromEntries(authorizationParams({ state: 'inside' })), aud: ISSUER, exp: NOW / 1000 + 5 }
  const request = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)
  const { params, ask } = await pushed({ request }, client)
  expect(params.has('request')).toBe(false)
  expect(await ask({ now: NOW + 30_000 })).toMatchObject({ location: expect.stringContaining('state=inside') })
})

describe('high security', () => {
  it('takes pushed requests with PKCE only, and answers in the query with the issuer', async () => {
    const { ask } = await pushed(good, secure)
    expect(await ask()).toMatchObject({ kind: 'consent' })
    const outcome = await ask({ decision: 'allowed' })
    const location = new URL(outcome.kind === 'redirect' ? outcome.location : 'nowhere:')
    expect(location.origin + location.pathname).toBe(REDIRECT_URI)
    expect([...location.searchParams.keys()]).toEqual(['code', 'state', 'iss'])
    await expect(pushed({}, secure)).rejects.toThrow('needs PKCE')
  })

  it('refuses a request that was not pushed, also a good one', async () => {
    for (const [client, isHighSecurity] of [[secure, false] as const, [testClient(), true] as const]) {
      const host = { ...testHost([client]), isHighSecurity }
      const outcome = await authorize({ host, params: authorizationParams(good), session: testSession(), now: NOW })
      expect(outcome).toMatchObject({
        kind: 'redirect',
        error: { code: 'invalid_request', hint: { rule: 'pushed_request_required' } },
      })
    }
  })

  it.each([
    { response_type: 'code id_token', nonce: 'n' },
    { response_mode: 'form_post' },
    { response_mode: 'fragment' },
  ])('does not take %j', async (changes) => {
    const client = {
      ...secure,
      responseTypes: ['code', 'code id_token'] as const,
      grantTypes: ['authorization_code', 'implicit'] as const,
    }
    await expect(pushed({ ...good, ...changes }, client)).rejects.toThrow('High security')
  })
})
