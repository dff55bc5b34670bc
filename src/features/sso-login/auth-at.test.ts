import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import { authAtOf } from './auth-at.ts'

const NOW = 1_800_000_000_000
const STARTED = NOW - 20 * SECOND
const attempt = (maxAge: number | null, data: Record<string, string> = {}) => ({
  data,
  startedAt: STARTED,
  remembered: { nonce: '', verifier: '', redirectUri: '', issuer: '', maxAge, freshSince: null },
})

describe('when somebody who comes from a provider logged in', () => {
  it('is what the provider says; where it says nothing, now if a new login was asked for, and else not just now', () => {
    expect(authAtOf(NOW - HOUR, attempt(null), NOW)).toBe(NOW - HOUR)
    expect(authAtOf(null, attempt(null, { asked: '1' }), NOW)).toBeNull()
    expect(authAtOf(null, attempt(null), NOW)).toBe(STARTED - 15 * MINUTE)
  })

  it('is not before they set out where a new login was asked for, whatever the clock there says', () => {
    expect(authAtOf(NOW - MINUTE, attempt(null, { asked: '1' }), NOW)).toBe(STARTED)
    expect(authAtOf(NOW - MINUTE, attempt(null), NOW)).toBe(STARTED)
    expect(authAtOf(STARTED - MINUTE - 1, attempt(null), NOW)).toBe(STARTED - MINUTE - 1)
    expect(authAtOf(NOW - SECOND, attempt(null, { asked: '1' }), NOW)).toBe(NOW - SECOND)
  })

  it('is not older than it was asked to be, so that an app does not ask for ever', () => {
    expect(authAtOf(NOW - 20 * MINUTE, attempt(3600), NOW)).toBe(NOW - 20 * MINUTE)
    expect(authAtOf(NOW - 90 * SECOND, attempt(30), NOW)).toBe(NOW)
    expect(authAtOf(NOW - 10 * MINUTE - SECOND, attempt(600), NOW)).toBe(NOW - 9 * MINUTE)
  })
})
