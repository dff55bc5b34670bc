import { expect, it } from 'vitest'
import { nameForSalutation } from './salutation.ts'

const word = (stored: 'Ms' | 'Mr') => ({ Ms: 'Frau', Mr: 'Herr' })[stored]
const person = { title: 'Dr.', given_name: 'Erika', family_name: 'Mustermann' }

it.each([
  [{ ...person, salutation: 'Ms' }, 'Frau Dr. Mustermann'],
  [{ ...person, salutation: 'Mr', title: '' }, 'Herr Mustermann'],
  [{ ...person, salutation: 'Mx' }, 'Dr. Erika Mustermann'],
  [{ ...person, salutation: '' }, 'Dr. Erika Mustermann'],
  [person, 'Dr. Erika Mustermann'],
  [{ salutation: 'Ms', given_name: 'Erika' }, 'Erika'],
  [{ full_name: 'Erika Mustermann' }, 'as shown'],
  [{}, 'as shown'],
])('addresses %o as %s', (parts, expected) => {
  expect(nameForSalutation(parts, word, 'as shown')).toBe(expected)
})
