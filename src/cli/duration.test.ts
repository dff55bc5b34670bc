import { expect, test } from 'vitest'
import { readDuration } from './duration.ts'

test.each([
  ['90', 90],
  ['90s', 90],
  ['30m', 1800],
  ['12h', 43_200],
  ['7d', 604_800],
  ['0', 0],
])('%s are %i seconds', (text, seconds) => {
  expect(readDuration('overlap', text)).toBe(seconds)
})

test.each(['', 'd', '1w', '-1d', '1.5h', '7 d'])('%j is refused', (text) => {
  expect(() => readDuration('overlap', text)).toThrow('--overlap must be')
})
