import { expect, it } from 'vitest'
import { displayName, NAME_SCHEME_KEYS, NAME_SCHEMES } from './person-names.ts'

const PARTS = {
  salutation: 'Mr',
  title: 'Dr',
  given_name: 'John',
  middle_name: 'M',
  family_name: 'Doe',
  calling_name: 'Johnny',
  full_name: 'John Doe',
  latin_transcription: 'Jon Do',
  degree: 'MA',
}

it.each([
  ['given_family', 'John Doe'],
  ['title_given_family', 'Dr John Doe'],
  ['given_middle_family', 'John M Doe'],
  ['title_given_middle_family', 'Dr John M Doe'],
  ['family_given', 'Doe John'],
  ['family_nospace_given', 'DoeJohn'],
  ['family_comma_given', 'Doe, John'],
  ['full', 'John Doe'],
  ['calling_full', 'John Doe'],
  ['full_transcription', 'John Doe'],
  ['salutation_given_family', 'John Doe'],
  ['salutation_title_given_family', 'Dr John Doe'],
  ['salutation_title_given_family_degree', 'Dr John Doe, MA'],
] as const)('shows a name by the scheme %s', (scheme, shown) => {
  expect(displayName({ _scheme: scheme, ...PARTS })).toBe(shown)
})

it('knows the thirteen schemes of the reference', () => {
  expect(NAME_SCHEME_KEYS).toHaveLength(13)
  for (const key of NAME_SCHEME_KEYS) expect(NAME_SCHEMES[key].parts.length).toBeGreaterThan(0)
})

it('leaves out what is missing, without stray commas or spaces', () => {
  expect(displayName({ _scheme: 'family_comma_given', given_name: 'John' })).toBe('John')
  expect(displayName({ _scheme: 'salutation_title_given_family_degree', family_name: ' Doe ' })).toBe('Doe')
  expect(displayName({})).toBe('')
})

it('prefers free text and falls back for unknown schemes', () => {
  expect(displayName({ _legacy: ' Old Name ', _scheme: 'full', full_name: 'X' })).toBe('Old Name')
  expect(displayName({ _scheme: 'gone', given_name: 'A', family_name: 'B' }, 'given_family')).toBe('A B')
})
