import { expect, it } from 'vitest'
import { authorizationParams } from '../testing.ts'
import { checkMaxAge } from './check-max-age.ts'

const check = (maxAge: string | null) => checkMaxAge({ params: authorizationParams({ max_age: maxAge }) }).maxAgeMs

it('reads seconds', () => {
  expect(check(null)).toBeNull()
  expect(check('0')).toBe(0)
  expect(check('3600')).toBe(3_600_000)
})

it.each(['-1', '1.5', '1e3', 'soon', '0x10', ' 1', '99999999999'])('refuses %j', (maxAge) => {
  expect(() => check(maxAge)).toThrow('invalid_request: max_age')
})
