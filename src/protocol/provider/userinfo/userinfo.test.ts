import { describe, expect, it } from 'vitest'
import { OAuthError } from '../errors.ts'
import { hashHandle } from '../handles.ts'
import { CHALLENGE, ISSUER, NOW, REDIRECT_URI, testClient, testHost, testSession } from '../testing.ts'
import type { ProviderClient } from '../types.ts'
import { userinfo } from './index.ts'
import type { UserinfoRequest } from './types.ts'

function withToken(scope = 'openid email', client: ProviderClient = testClient()) {
  const host = testHost([client])
  host.grants.profile = {
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    emailVerified: true,
    phoneNumber: '+49301234',
  }
  const codeHash = hashHandle('code')
  const grant = { client: client.id, redirectUri: REDIRECT_URI, codeChallenge: CHALLENGE, codeHash }
  host.grants.issue({ ...grant, session: testSession(), codeExpiresAt: NOW + 1, scope, nonce: null, issuedAt: NOW })
  host.grants.redeem({ ...grant, accessTokenHash: hashHandle('token'), accessTokenExpiresAt: NOW + 1000, now: NOW })
  return async (changes: Partial<UserinfoRequest>) => {
    try {
      return await userinfo({ host, authorization: null, params: null, now: NOW, ...changes })
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      return { status: error.status, code: error.code, challenge: error.headers['www-authenticate'] }
    }
  }
}
const form = (query: string) => new URLSearchParams(query)
const ADA = { sub: 'QX7PL4D', email: 'ada@example.org', email_verified: true }

describe('a live access token', () => {
  it.each<[string, Partial<UserinfoRequest>]>([
    ['in the header', { authorization: 'Bearer token' }],
    ['in the header, with the scheme in another case', { authorization: 'bearer  token' }],
    ['in the header of a POST with an empty form', { authorization: 'Bearer token', params: form('') }],
    ['in the body', { params: form('access_token=token') }],
  ])('gives the claims of its scopes: %s', async (_, request) => {
    expect(await withToken()(request)).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: ADA,
    })
  })

  it('gives no more than the client is still allowed', async () => {
    const client = testClient({ allowedScopes: ['openid', 'phone'] })
    const answer = await withToken('openid email phone', client)({ authorization: 'Bearer token' })
    expect(answer).toMatchObject({ body: { sub: 'QX7PL4D', phone_number: '+49301234' } })
    expect(answer).not.toHaveProperty('body.email')
  })

  it('is no good without the scope openid', async () => {
    expect(await withToken('email')({ authorization: 'Bearer token' })).toMatchObject({
      status: 403,
      code: 'insufficient_scope',
      challenge: expect.stringContaining('scope="openid"'),
    })
  })

  it('is no good once its client is switched off', async () => {
    const ask = withToken('openid', testClient({ isActive: false }))
    expect(await ask({ authorization: 'Bearer token' })).toMatchObject({ status: 401, code: 'invalid_token' })
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
    expect(await withToken()(request)).toMatchObject({ status: 401, challenge: `Bearer realm="${ISSUER}"` })
  })
})

describe('a token that is no good', () => {
  it.each<[string, Partial<UserinfoRequest>]>([
    ['unknown', { authorization: 'Bearer other' }],
    ['expired', { authorization: 'Bearer token', now: NOW + 1000 }],
    ['the hash instead of the token', { authorization: `Bearer ${hashHandle('token')}` }],
    ['unknown, in the body', { params: form('access_token=%00%ff') }],
  ])('is answered with invalid_token: %s', async (_, request) => {
    expect(await withToken()(request)).toEqual({
      status: 401,
      code: 'invalid_token',
      challenge: expect.stringMatching(/^Bearer realm="[^"]+", error="invalid_token", error_description="[^"]+"$/),
    })
  })
})

describe('a malformed request', () => {
  it.each<[string, Partial<UserinfoRequest>]>([
    ['header without a token', { authorization: 'Bearer' }],
    ['header with a blank token', { authorization: 'Bearer  ' }],
    ['two tokens in the header', { authorization: 'Bearer token token' }],
    ['characters that no token has', { authorization: 'Bearer tök"en' }],
    ['endless token', { authorization: `Bearer ${'x'.repeat(100_000)}` }],
    ['header and body', { authorization: 'Bearer token', params: form('access_token=token') }],
    ['body twice', { params: form('access_token=token&access_token=token') }],
  ])('is answered with invalid_request: %s', async (_, request) => {
    expect(await withToken()(request)).toMatchObject({
      status: 400,
      code: 'invalid_request',
      challenge: expect.stringContaining('error="invalid_request"'),
    })
  })
})
