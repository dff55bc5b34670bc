import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { keySet } from '../../keys/key-set.ts'
import { OAuthError } from '../errors.ts'
import type { NewGrant } from '../grant-types.ts'
import { hashHandle } from '../handles.ts'
import { ISSUER, NOW, testClient, testHost } from '../testing.ts'
import { issueTestTokens } from '../testing-grants.ts'
import { clientRequest, ENDPOINT_URL } from '../testing-requests.ts'
import type { ProviderClient } from '../types.ts'
import { userinfo } from './index.ts'
import type { UserinfoRequest } from './types.ts'

/** Asks with a token of these scopes; `request` is told the token. */
async function withToken(
  request: (token: string) => Partial<UserinfoRequest>,
  client: ProviderClient = testClient(),
  grant: Partial<NewGrant> = {},
) {
  const host = testHost([client])
  host.grants.person = {
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    emailVerified: true,
    phoneNumber: '+49301234',
    zoneinfo: 'Europe/London',
  }
  const { accessToken } = await issueTestTokens(host, client, { scope: 'openid email', ...grant })
  const call = { params: null, method: 'GET', url: ENDPOINT_URL.userinfo }
  try {
    const answer = await userinfo({ ...clientRequest(host), ...call, ...request(accessToken) })
    return { ...answer, keys: keySet(await host.keys.publicKeys()) }
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    return { status: error.status, code: error.code, challenge: error.headers['www-authenticate'] }
  }
}

type Asked = (token: string) => Partial<UserinfoRequest>
const bearer: Asked = (token) => ({ authorization: `Bearer ${token}` })
const form = (query: string) => new URLSearchParams(query)
const ADA = { sub: 'QX7PL4D', email: 'ada@example.org', email_verified: true }

describe('a live access token', () => {
  it.each<[string, Asked]>([
    ['in the header', bearer],
    ['in the header, with the scheme in another case', (token) => ({ authorization: `bearer  ${token}` })],
    ['in the header of a POST with an empty form', (token) => ({ ...bearer(token), params: form('') })],
    ['in the body', (token) => ({ params: form(`access_token=${token}`), method: 'POST' })],
  ])('gives the claims of its scopes: %s', async (_, request) => {
    const answer = { status: 200, headers: { 'cache-control': 'no-store' }, body: ADA }
    expect(await withToken(request)).toMatchObject(answer)
  })

  it('gives no more than the client is still allowed', async () => {
    const client = testClient({ allowedScopes: ['openid', 'phone'] })
    const answer = await withToken(bearer, client, { scope: 'openid email phone' })
    expect(answer).toMatchObject({ body: { sub: 'QX7PL4D', phone_number: '+49301234' } })
    expect(answer).not.toHaveProperty('body.email')
  })

  it('gives the subject that the client knows', async () => {
    expect(await withToken(bearer, testClient(), { subject: 'pairwise' })).toMatchObject({ body: { sub: 'pairwise' } })
  })

  it('is no good without the scope openid', async () => {
    expect(await withToken(bearer, testClient(), { scope: 'email' })).toMatchObject({
      status: 403,
      code: 'insufficient_scope',
      challenge: expect.stringContaining('scope="openid"'),
    })
  })

  it('is no good once its client is switched off', async () => {
    const answer = await withToken(bearer, testClient({ isActive: false }))
    expect(answer).toMatchObject({ status: 401, code: 'invalid_token' })
  })
})

describe('claims that were asked for one by one', () => {
  const claims = { userinfo: { zoneinfo: null, phone_number: { essential: true } }, id_token: { name: null } }

  it('are given beside those of the scopes, as far as the client is allowed their scope', async () => {
    const answer = await withToken(bearer, testClient({ allowedScopes: ['openid', 'email', 'profile'] }), { claims })
    expect(answer).toMatchObject({ body: { ...ADA, zoneinfo: 'Europe/London' } })
    expect(answer).not.toHaveProperty('body.phone_number')
    expect(answer).not.toHaveProperty('body.name')
  })
})

describe('a client that wants signed answers', () => {
  it.each(['RS256', 'ES256', 'EdDSA'] as const)('gets a JWT for itself: %s', async (userinfoAlg) => {
    const answer = await withToken(bearer, testClient({ userinfoAlg }))
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/jwt' } })
    const { body, keys } = answer as { body: string; keys: ReturnType<typeof keySet> }
    const verified = await jwtVerify(body, createLocalJWKSet({ keys: [...keys.keys] }), { algorithms: [userinfoAlg] })
    expect(verified.payload).toEqual({ ...ADA, iss: ISSUER, aud: 'web-app' })
  })
})

describe('no token', () => {
  it.each<Partial<UserinfoRequest>>([
    {},
    { params: form('') },
    { params: form('access_token=') },
    { authorization: 'Basic aWQ6c2VjcmV0' },
    { authorization: 'Bearertoken' },
  ])('is answered with a challenge that names no error (%#)', async (request) => {
    const challenge = expect.stringMatching(/^Bearer realm="[^"]+", DPoP realm="[^"]+", algs="[^"]+"$/)
    expect(await withToken(() => request)).toMatchObject({ status: 401, challenge })
  })
})

describe('a token that is no good', () => {
  it.each<[string, Asked]>([
    ['unknown', () => ({ authorization: 'Bearer other' })],
    ['expired', (token) => ({ ...bearer(token), now: NOW + 3_600_000 })],
    ['the hash instead of the token', (token) => bearer(hashHandle(token))],
    ['unknown, in the body', () => ({ params: form('access_token=%00%ff') })],
  ])('is answered with invalid_token: %s', async (_, request) => {
    expect(await withToken(request)).toEqual({
      status: 401,
      code: 'invalid_token',
      challenge: expect.stringMatching(/^Bearer realm="[^"]+", error="invalid_token", error_description="[^"]+"$/),
    })
  })
})

describe('a malformed request', () => {
  it.each<[string, Partial<UserinfoRequest>]>([
    ['header without a token', { authorization: 'Bearer' }],
    ['header with a blank token', { authorization: 'DPoP  ' }],
    ['two tokens in the header', { authorization: 'Bearer token token' }],
    ['characters that no token has', { authorization: 'Bearer tök"en' }],
    ['endless token', { authorization: `Bearer ${'x'.repeat(100_000)}` }],
    ['header and body', { authorization: 'Bearer token', params: form('access_token=token') }],
    ['body twice', { params: form('access_token=token&access_token=token') }],
  ])('is answered with invalid_request: %s', async (_, request) => {
    expect(await withToken(() => request)).toMatchObject({
      status: 400,
      code: 'invalid_request',
      challenge: expect.stringContaining('error="invalid_request"'),
    })
  })
})
