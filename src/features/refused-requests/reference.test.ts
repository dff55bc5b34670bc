import { expect, test } from 'vitest'
import { readReference } from './reference.ts'

test.each([
  ['K7PW2XQD', 'K7PW2XQD'],
  [' k7pw 2xqd ', 'K7PW2XQD'],
  ['K7PW-2XQD.', 'K7PW2XQD'],
  ['(reference K7PW2XQD)', 'K7PW2XQD'],
  ['Referenzcode: k7pw2xqd', 'K7PW2XQD'],
  ['REFERENC', 'REFERENC'],
])('%j is read', (typed, reference) => {
  expect(readReference(typed)).toBe(reference)
})

test.each(['', 'K7PW2XQ', 'K7PW2XQDD', 'K7PW2XQ1', 'K7PW2XQO', '../../etc', `K7PW2XQD${'x'.repeat(1000)}`])(
  '%j is no reference',
  (typed) => {
    expect(readReference(typed)).toBeNull()
  },
)
