import { expect, it } from 'vitest'
import { authorizationParams, testClient } from '../testing.ts'
import { checkScope } from './check-scope.ts'

const check = (scope: string | null, client = testClient()) =>
  checkScope({ params: authorizationParams({ scope }), client }).scope

it('grants what is asked for, known and allowed', () => {
  expect(check('openid')).toBe('openid')
  expect(check('email openid')).toBe('openid email')
  expect(check('openid profile email phone', testClient({ allowedScopes: ['openid', 'email'] }))).toBe('openid email')
})

it('ignores unknown scopes and repeated ones', () => {
  expect(check('openid  openid offline_access https://x.example/y')).toBe('openid')
})

it.each([null, 'profile', 'OPENID', 'openid,email', 'openid\temail'])('needs openid: not %j', (scope) => {
  expect(() => check(scope)).toThrow('invalid_scope')
})

it('needs openid to be allowed to the client', () => {
  expect(() => check('openid', testClient({ allowedScopes: ['email'] }))).toThrow('invalid_scope')
})
