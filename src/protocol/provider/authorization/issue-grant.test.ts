import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { keySet } from '../../keys/key-set.ts'
import { leftHalfHash } from '../../keys/left-half-hash.ts'
import type { NewGrant } from '../grant-types.ts'
import { grantIdOf, hashHandle } from '../handles.ts'
import { CHALLENGE, ISSUER, NOW, REDIRECT_URI, type TestHost, testClient, testHost, testSession } from '../testing.ts'
import type { ResponseType } from '../types.ts'
import { type IssueFacts, issueGrant } from './issue-grant.ts'

const session = testSession()

function factsOf(responseType: ResponseType, changes: Partial<IssueFacts> = {}): IssueFacts & { host: TestHost } {
  const host = testHost()
  host.grants.person = { name: 'Ada Lovelace', email: 'ada@example.org', emailVerified: true }
  const words = responseType.split(' ')
  return {
    client: testClient(),
    session,
    subject: 'SUBJECT-OF-CLIENT',
    redirectUri: REDIRECT_URI,
    scope: 'openid email',
    claims: null,
    nonce: 'n',
    codeChallenge: CHALLENGE,
    dpopJkt: null,
    now: NOW,
    ...changes,
    host,
    responseType,
    givesCode: words.includes('code'),
    givesIdToken: words.includes('id_token'),
    givesToken: words.includes('token'),
  }
}

function theGrant(host: TestHost): NewGrant {
  const [grant, ...others] = host.grants.rows.values()
  if (!grant || others.length > 0) throw new Error('expected one grant')
  return grant
}

async function idTokenOf(facts: IssueFacts) {
  const { response } = await issueGrant(facts)
  const keys = createLocalJWKSet({ keys: [...keySet(await facts.host.keys.publicKeys()).keys] })
  const checks = { issuer: ISSUER, audience: 'web-app', currentDate: new Date(NOW) }
  return { response, payload: (await jwtVerify(response.id_token ?? '', keys, checks)).payload }
}

describe('a code', () => {
  it('is stored with everything it is bound to, as its hash at this issuer', async () => {
    const facts = factsOf('code', { dpopJkt: 'jkt' })
    const { code = '', ...rest } = (await issueGrant(facts)).response
    expect(code).toMatch(/^[0-9a-z]{26}\.[A-Za-z0-9_-]{43}$/)
    expect(rest).toEqual({})
    expect(theGrant(facts.host)).toMatchObject({
      id: grantIdOf(hashHandle(code)),
      client: 'client-1',
      session,
      subject: 'SUBJECT-OF-CLIENT',
      code: { hash: hashHandle(code, ISSUER), expiresAt: NOW + 60_000 },
      frontToken: null,
      redirectUri: REDIRECT_URI,
      scope: 'openid email',
      nonce: 'n',
      codeChallenge: CHALLENGE,
      dpopJkt: 'jkt',
      issuedAt: NOW,
    })
    expect(JSON.stringify([...facts.host.grants.rows])).not.toContain(code)
  })

  it.each([
    [86_400, false, 600_000],
    [600, true, 60_000],
    [30, true, 30_000],
  ])('lives %i seconds at most, with high security: %s', async (codeLifetimeS, isHighSecurity, lifetime) => {
    const facts = factsOf('code', { client: testClient({ codeLifetimeS, isHighSecurity }) })
    await issueGrant(facts)
    expect(theGrant(facts.host).code?.expiresAt).toBe(NOW + lifetime)
  })

  it('is never the same twice', async () => {
    const facts = factsOf('code')
    const codes = new Set<string | undefined>()
    for (let i = 0; i < 50; i += 1) codes.add((await issueGrant(facts)).response.code)
    expect(codes.size).toBe(50)
    expect(facts.host.grants.rows.size).toBe(50)
  })

  it('is given out when it is stored, and not before', async () => {
    const facts = factsOf('code')
    const failing = { ...facts.host.grants, issue: async () => Promise.reject(new Error('disk full')) }
    const host = { ...facts.host, grants: Object.assign(Object.create(facts.host.grants), failing) }
    await expect(issueGrant({ ...facts, host })).rejects.toThrow('disk full')
  })
})

describe('an ID token alone', () => {
  it('holds what the scopes give, since no token could fetch it, and no hash', async () => {
    const { response, payload } = await idTokenOf(factsOf('id_token'))
    expect(Object.keys(response)).toEqual(['id_token'])
    expect(payload).toMatchObject({
      sub: 'SUBJECT-OF-CLIENT',
      nonce: 'n',
      sid: 'session-1',
      email: 'ada@example.org',
      email_verified: true,
    })
    expect(payload).not.toHaveProperty('at_hash')
    expect(payload).not.toHaveProperty('c_hash')
    expect(payload).not.toHaveProperty('name')
  })

  it('leaves a grant that opens nothing', async () => {
    const facts = factsOf('id_token', { client: testClient({ idTokenLifetimeS: 300 }) })
    await issueGrant(facts)
    expect(theGrant(facts.host)).toMatchObject({ code: null, frontToken: null, session, endsAt: NOW + 300_000 })
  })

  it('reads nothing about the person for the scope openid', async () => {
    const facts = factsOf('id_token', { scope: 'openid' })
    facts.host.grants.profile = () => {
      throw new Error('the profile was read')
    }
    expect((await idTokenOf(facts)).payload).toHaveProperty('sub')
  })
})

describe('an ID token beside other things', () => {
  it.each(['id_token token', 'code id_token', 'code id_token token'] as const)(
    'of %s holds their hashes and nothing about the person',
    async (responseType) => {
      const { response, payload } = await idTokenOf(factsOf(responseType))
      const { code, access_token } = response
      expect(payload.c_hash).toBe(code && leftHalfHash(code, 'ES256'))
      expect(payload.at_hash).toBe(access_token && leftHalfHash(access_token, 'ES256'))
      expect(payload).not.toHaveProperty('email')
    },
  )

  it('holds what was asked for by name', async () => {
    const claims = { userinfo: { email: null }, id_token: { name: { essential: true }, acr: null, phone_number: null } }
    const { payload } = await idTokenOf(factsOf('code id_token', { claims }))
    expect(payload).toMatchObject({ name: 'Ada Lovelace' })
    expect(payload).not.toHaveProperty('email')
    expect(payload).not.toHaveProperty('phone_number')
  })

  it('is signed with the algorithm of the client, and hashed accordingly', async () => {
    const client = testClient({ idTokenAlg: 'EdDSA' })
    const { response, payload } = await idTokenOf(factsOf('code id_token', { client }))
    expect(payload.c_hash).toBe(leftHalfHash(response.code ?? '', 'EdDSA'))
  })
})

describe('a token through the browser', () => {
  it('is a bearer token that is stored as its hash for as long as the client says', async () => {
    const facts = factsOf('code token', { client: testClient({ accessTokenLifetimeS: 120 }) })
    const { response } = await issueGrant(facts)
    expect(response).toMatchObject({ token_type: 'Bearer', expires_in: '120', scope: 'openid email' })
    const { access_token = '', code = '' } = response
    expect(grantIdOf(hashHandle(access_token))).toBe(grantIdOf(hashHandle(code)))
    expect(theGrant(facts.host).frontToken).toEqual({ hash: hashHandle(access_token), expiresAt: NOW + 120_000 })
    const found = await facts.host.grants.findByAccessToken(hashHandle(access_token), NOW)
    expect(found?.scope).toBe('openid email')
  })

  it('stands in the answer in the order that is expected', async () => {
    const { response } = await issueGrant(factsOf('code id_token token', { browserState: 'b' }))
    expect(Object.keys(response)).toEqual([
      'code',
      'access_token',
      'token_type',
      'expires_in',
      'id_token',
      'scope',
      'session_state',
    ])
  })
})

it.each([
  ['code', 'openid', 60 + 3600],
  ['code token', 'openid', 60 + 3600],
  ['id_token token', 'openid', 3600],
  ['code', 'openid offline_access', 864_000],
] as const)('a grant for %s with %s ends after %i seconds', async (responseType, scope, endsAfterS) => {
  const facts = factsOf(responseType, { scope })
  await issueGrant(facts)
  expect(theGrant(facts.host).endsAt).toBe(NOW + endsAfterS * 1000)
})

it('the state of the session is there when the browser has one and the app an origin', async () => {
  expect((await issueGrant(factsOf('code', { browserState: 'b' }))).response.session_state).toMatch(/^[0-9a-f]{64}\./)
  const native = factsOf('code', { browserState: 'b', redirectUri: 'com.example.app:/cb' })
  expect((await issueGrant(native)).response).not.toHaveProperty('session_state')
})
