import { describe, expect, it } from 'vitest'
import { isForced, isForcedBySetting, whyForced } from './forced.ts'

const admin = { isAdmin: true }
const member = { isAdmin: false }
const team = { organizer: 'Acme', team: 'Box office' }

describe('who must have a second factor', () => {
  it.each([
    ['false', admin, false],
    ['false', member, false],
    ['staff', admin, true],
    ['staff', member, false],
    ['true', admin, true],
    ['true', member, true],
  ] as const)('by the setting %s: %o %s', (setting, user, expected) => {
    expect(isForcedBySetting(setting, user)).toBe(expected)
    expect(isForced(whyForced(setting, user, []))).toBe(expected)
  })

  it('is told each reason, with the teams by name', () => {
    expect(whyForced('true', admin, [team])).toEqual({ installation: true, administrators: false, teams: [team] })
    expect(whyForced('staff', admin, [])).toEqual({ installation: false, administrators: true, teams: [] })
    expect(isForced(whyForced('false', member, [team]))).toBe(true)
  })
})
