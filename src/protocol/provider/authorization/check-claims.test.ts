import { expect, it } from 'vitest'
import { authorizationParams, testClient } from '../testing.ts'
import { type ClaimsFacts, checkClaims } from './check-claims.ts'

const check = (claims: object | string | null, changes: Partial<ClaimsFacts> = {}) =>
  checkClaims({
    params: authorizationParams({ claims: typeof claims === 'object' && claims ? JSON.stringify(claims) : claims }),
    client: testClient(),
    scope: 'openid',
    responseType: 'code',
    ...changes,
  })

it('asks for nothing without the parameter', () => {
  expect(check(null)).toEqual({ claims: null, singleClaims: [], wantedSubjects: null })
})

it('keeps what is known, as it was asked for', () => {
  const asked = { userinfo: { name: { essential: true }, nickname: null }, id_token: { email: null } }
  const unknown = { userinfo: { ...asked.userinfo, groups: null }, id_token: { ...asked.id_token, auth_time: null } }
  expect(check(unknown)).toEqual({ claims: asked, singleClaims: ['name', 'nickname', 'email'], wantedSubjects: null })
})

it('keeps acr, which the ID token answers', () => {
  expect(check({ id_token: { acr: { essential: true, values: ['2'] } } }).claims).toEqual({
    userinfo: {},
    id_token: { acr: { essential: true, values: ['2'] } },
  })
})

it('drops what the scopes of the client would not allow', () => {
  const client = testClient({ allowedScopes: ['openid', 'profile'] })
  const { claims, singleClaims } = check({ userinfo: { email: { essential: true }, name: null } }, { client })
  expect(claims).toEqual({ userinfo: { name: null }, id_token: {} })
  expect(singleClaims).toEqual(['name'])
  expect(check({ userinfo: { email: null } }, { client }).claims).toBeNull()
})

it('names only those that no scope of the request covers', () => {
  const asked = { userinfo: { email: null, name: null }, id_token: { email: null } }
  expect(check(asked, { scope: 'openid email' }).singleClaims).toEqual(['name'])
})

it.each([
  [{ id_token: { sub: { value: 'A' } } }, ['A']],
  [{ userinfo: { sub: { values: ['A', 'B'] } } }, ['A', 'B']],
  [{ id_token: { sub: { values: ['A', 'B'] } }, userinfo: { sub: { value: 'B' } } }, ['B']],
  [{ id_token: { sub: { value: 'A' } }, userinfo: { sub: { value: 'B' } } }, []],
  [{ id_token: { sub: { essential: true } } }, null],
  [{ id_token: { sub: null } }, null],
])('reads from sub who has to answer: %j', (asked, subjects) => {
  expect(check(asked)).toEqual({ claims: null, singleClaims: [], wantedSubjects: subjects })
})

it('refuses what is no request for claims', () => {
  expect(() => check('name')).toThrow('invalid_request: claims is not a JSON object')
  expect(() => check('{"userinfo":{"name":1}}')).toThrow('invalid_request: claims is not a JSON object')
})

it('refuses to promise userinfo where no access token is given', () => {
  const asked = { userinfo: { name: null } }
  expect(() => check(asked, { responseType: 'id_token' })).toThrow('invalid_request: claims asks for userinfo')
  expect(check({ id_token: { name: null } }, { responseType: 'id_token' }).singleClaims).toEqual(['name'])
})
