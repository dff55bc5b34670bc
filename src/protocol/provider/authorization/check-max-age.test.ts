import { expect, it } from 'vitest'
import { authorizationParams, testClient } from '../testing.ts'
import { checkMaxAge } from './check-max-age.ts'

const check = (maxAge: string | null, client = testClient()) =>
  checkMaxAge({ params: authorizationParams({ max_age: maxAge }), client }).maxAgeMs

it('reads seconds', () => {
  expect(check(null)).toBeNull()
  expect(check('0')).toBe(0)
  expect(check('3600')).toBe(3_600_000)
})

it('is what the client is registered with when the request says nothing', () => {
  expect(check(null, testClient({ defaultMaxAgeS: 60 }))).toBe(60_000)
  expect(check(null, testClient({ defaultMaxAgeS: 0 }))).toBe(0)
  expect(check('3600', testClient({ defaultMaxAgeS: 60 }))).toBe(3_600_000)
})

it.each(['-1', '1.5', '1e3', 'soon', '0x10', ' 1', '99999999999'])('refuses %j', (maxAge) => {
  expect(() => check(maxAge)).toThrow('invalid_request: max_age')
})
