import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfDay, instantOf, plusMonths, startOfDay, wallTime } from './local-time.ts'

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']
const wall = (text: string) => Date.parse(`${text}Z`)

describe('times on the wall', () => {
  it('are read in summer and in winter', () => {
    expect(wallTime(Date.parse('2027-07-01T12:00:00Z'), 'Europe/Berlin')).toBe(wall('2027-07-01T14:00:00'))
    expect(wallTime(Date.parse('2027-01-01T12:00:00.250Z'), 'Europe/Berlin')).toBe(wall('2027-01-01T13:00:00.250'))
    expect(wallTime(-1, 'UTC')).toBe(-1)
  })

  it('become the earlier instant where they come twice', () => {
    const twice = wall('2027-10-31T02:30:00')
    expect(instantOf(twice, 'Europe/Berlin')).toBe(Date.parse('2027-10-31T00:30:00Z'))
  })

  it('become the later hour where they do not come at all', () => {
    const never = wall('2027-03-28T02:30:00')
    expect(instantOf(never, 'Europe/Berlin')).toBe(Date.parse('2027-03-28T01:30:00Z'))
    const never2 = wall('2027-03-14T02:30:00')
    expect(instantOf(never2, 'America/New_York')).toBe(Date.parse('2027-03-14T07:30:00Z'))
  })

  it('come back as they were, in any zone and year', () => {
    const instants = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2095, 0) })
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
        const shown = wallTime(instant, zone)
        expect(wallTime(instantOf(shown, zone), zone)).toBe(shown)
      }),
    )
  })

  it('know the days of each month', () => {
    expect(plusMonths(wall('2027-01-31T10:00:00'), 1)).toBe(wall('2027-02-28T10:00:00'))
    expect(plusMonths(wall('2028-01-31T00:00:00'), 1)).toBe(wall('2028-02-29T00:00:00'))
    expect(plusMonths(wall('2027-11-30T00:00:00'), 15)).toBe(wall('2029-02-28T00:00:00'))
    expect(startOfDay(wall('2027-05-04T23:59:59'))).toBe(wall('2027-05-04T00:00:00'))
    expect(endOfDay(wall('2027-05-04T00:00:00'))).toBe(wall('2027-05-04T23:59:59.999'))
  })
})
