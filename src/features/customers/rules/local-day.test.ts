import { expect, test } from 'vitest'
import { beginOfDay, nextDay } from './local-day.ts'

test('a day begins at midnight of its zone, also when the clocks change', () => {
  expect(beginOfDay('2026-01-31', 'UTC')).toBe(Date.parse('2026-01-31T00:00:00Z'))
  expect(beginOfDay('2026-01-31', 'Europe/Berlin')).toBe(Date.parse('2026-01-30T23:00:00Z'))
  expect(beginOfDay('2026-03-29', 'Europe/Berlin')).toBe(Date.parse('2026-03-28T23:00:00Z'))
  expect(beginOfDay('2026-03-30', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T22:00:00Z'))
  expect(beginOfDay('2026-10-25', 'America/New_York')).toBe(Date.parse('2026-10-25T04:00:00Z'))
  expect(beginOfDay('2026-11-02', 'America/New_York')).toBe(Date.parse('2026-11-02T05:00:00Z'))
})

test('what is no day is none', () => {
  for (const day of ['2026-02-30', '2026-13-01', '26-01-01', '', 'today', '0000-00-00']) {
    expect(beginOfDay(day, 'UTC')).toBeNull()
  }
})

test('the last day of a year is followed by the first of the next', () => {
  expect(nextDay('2026-12-31')).toBe('2027-01-01')
  expect(nextDay('2028-02-28')).toBe('2028-02-29')
})
