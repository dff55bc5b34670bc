import { expect, it } from 'vitest'
import { readMoment } from './moment.ts'

const read = (text: string, edge: 'start' | 'end') => {
  const instant = readMoment(text, 'Europe/Berlin', edge)
  return Number.isNaN(instant) ? null : new Date(instant).toISOString()
}

it('a typed time is that of the clocks there', () => {
  expect(read('2027-08-31T23:59', 'start')).toBe('2027-08-31T21:59:00.000Z')
  expect(read(' 2027-12-31 23:59 ', 'start')).toBe('2027-12-31T22:59:00.000Z')
  expect(read('2027-08-31', 'start')).toBe('2027-08-30T22:00:00.000Z')
})

it('an end lasts as long as what was typed', () => {
  expect(read('2027-08-31', 'end')).toBe('2027-08-31T21:59:59.999Z')
  expect(read('2027-08-31T23:59', 'end')).toBe('2027-08-31T21:59:59.999Z')
  expect(read('2027-08-31T23:59:10', 'end')).toBe('2027-08-31T21:59:10.999Z')
  expect(read('2027-03-28', 'end')).toBe('2027-03-28T21:59:59.999Z')
})

it('a time with a zone of its own is exact', () => {
  expect(read('2027-08-31T23:59:00Z', 'end')).toBe('2027-08-31T23:59:00.000Z')
  expect(read('2027-08-31T23:59:00+05:30', 'start')).toBe('2027-08-31T18:29:00.000Z')
})

it.each(['', 'x', '2027-02-30', '2027-13-01', '2027-08-31T24:00', '2027-08-31T23:60', '31.08.2027', '2027-8-1', '9e9'])(
  'nothing is made of %j',
  (text) => {
    expect(readMoment(text, 'Europe/Berlin', 'start')).toBeNaN()
  },
)
