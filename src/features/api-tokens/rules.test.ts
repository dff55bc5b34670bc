import { describe, expect, it } from 'vitest'
import { DAY } from '../../core/clock.ts'
import { systemRandom } from '../../core/random.ts'
import { endOf, looksLikeToken, newTokenSecret, stateOf, tidyToken } from './rules.ts'

const NOW = Date.UTC(2027, 0, 15, 12)

describe('a token', () => {
  it('is 64 letters and digits, each as likely as the others', () => {
    const counts = new Map<string, number>()
    for (let made = 0; made < 600; made++) {
      const secret = newTokenSecret(systemRandom)
      expect(looksLikeToken(secret)).toBe(true)
      for (const letter of secret) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    const expected = (600 * 64) / 36
    expect(counts.size).toBe(36)
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.25)
  })

  it('never uses bytes that would favour some characters', () => {
    let calls = 0
    const random = {
      bytes: (length: number) => new Uint8Array(length).fill(calls++ === 0 ? 255 : 35),
    }
    expect(newTokenSecret(random)).toBe('9'.repeat(64))
  })

  it('is looked up only when it can be one', () => {
    for (const text of ['', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), `${'a'.repeat(63)}_`]) {
      expect(looksLikeToken(text)).toBe(false)
    }
  })

  it('is revoked before it is expired', () => {
    expect(stateOf({ revokedAt: null, expiresAt: null }, NOW)).toBe('active')
    expect(stateOf({ revokedAt: null, expiresAt: NOW + 1 }, NOW)).toBe('active')
    expect(stateOf({ revokedAt: null, expiresAt: NOW }, NOW)).toBe('expired')
    expect(stateOf({ revokedAt: NOW, expiresAt: NOW }, NOW)).toBe('revoked')
  })
})

describe('the end of a token', () => {
  it('is never, after some days, or the end of a day', () => {
    expect(endOf('never', '', NOW)).toBeNull()
    expect(endOf('90', '', NOW)).toBe(NOW + 90 * DAY)
    expect(endOf('date', '2027-02-01', NOW)).toBe(Date.UTC(2027, 1, 2))
    expect(tidyToken({ name: 'x', expiresAt: endOf('date', '2027-01-15', NOW) }, NOW).expiresAt).toBe(
      Date.UTC(2027, 0, 16),
    )
  })

  it.each([
    ['31', ''],
    ['', ''],
    ['date', ''],
    ['date', '2027-02-30'],
    ['date', '01.02.2027'],
    ['date', '99999-01-01'],
  ])('is not "%s" with "%s"', (choice, date) => {
    expect(() => endOf(choice, date, NOW)).toThrow('invalid input')
  })

  it('is not in the past', () => {
    expect(() => tidyToken({ name: 'x', expiresAt: NOW }, NOW)).toThrow('invalid input: date')
  })
})
