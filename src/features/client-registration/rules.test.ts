import { expect, test } from 'vitest'
import { DAY } from '../../core/clock.ts'
import { InvalidInput } from '../../core/errors.ts'
import { checkInput, stateOf } from './rules.ts'

const NOW = 1_800_000_000_000
const good = { name: '  Forum   agency ', uses: 3, days: 2 }

test('a token has a tidy name, its uses, and ends after so many days', () => {
  expect(checkInput(good, NOW)).toEqual({ name: 'Forum agency', usesLeft: 3, expiresAt: NOW + 2 * DAY })
})

test.each([
  [{ name: ' ' }, 'name'],
  [{ name: 'x'.repeat(101) }, 'name'],
  [{ name: 'a\u0007b' }, 'name'],
  [{ uses: 0 }, 'uses'],
  [{ uses: 1001 }, 'uses'],
  [{ uses: 1.5 }, 'uses'],
  [{ uses: Number.NaN }, 'uses'],
  [{ days: 0 }, 'days'],
  [{ days: 366 }, 'days'],
])('%j is refused', (change, field) => {
  const check = () => checkInput({ ...good, ...change }, NOW)
  expect(check).toThrow(InvalidInput)
  expect(check).toThrow(field)
})

test('a token lives until its end and as long as it has uses', () => {
  expect(stateOf({ usesLeft: 1, expiresAt: NOW + 1 }, NOW)).toBe('live')
  expect(stateOf({ usesLeft: 1, expiresAt: NOW }, NOW)).toBe('expired')
  expect(stateOf({ usesLeft: 0, expiresAt: NOW + 1 }, NOW)).toBe('used_up')
  expect(stateOf({ usesLeft: 0, expiresAt: NOW }, NOW)).toBe('expired')
})
