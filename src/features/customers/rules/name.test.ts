import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../../core/errors.ts'
import { checkName, type NameRules, nameOf, schemeFor } from './name.ts'

const rules: NameRules = { scheme: 'given_family', required: true, isRegistration: true }

describe('a name', () => {
  it('is stored with its scheme, without spaces around and without empty parts', () => {
    expect(checkName({ given_name: ' Anna  Lena ', family_name: 'Größwürth' }, rules)).toEqual({
      parts: { _scheme: 'given_family', given_name: 'Anna Lena', family_name: 'Größwürth' },
      problems: {},
    })
    expect(checkName({}, { ...rules, required: false }).parts).toEqual({})
  })

  it('ignores parts that are not asked for', () => {
    expect(checkName({ given_name: 'A', family_name: 'B', degree: 'MA' }, rules).parts).not.toHaveProperty('degree')
  })

  it('needs its parts where a name is required, and no others', () => {
    const { problems } = checkName({}, { ...rules, scheme: 'salutation_title_given_family_degree' })
    expect(Object.keys(problems)).toEqual(['salutation', 'given_name', 'family_name'])
  })

  it.each(['$', '€', '/', '%', '§', '{', '}', '<', '>', '~'])('holds no %s', (character) => {
    const { problems } = checkName({ given_name: `A${character}`, family_name: 'B' }, rules)
    expect(problems.given_name).toEqual({ key: 'customers:bad.nameCharacter', params: { character } })
  })

  it.each(['www.evil', 'evil.com', 'Win at casino.online now', 'a\u202eb', 'a\nb'])(
    'is no advertisement: %j',
    (text) => {
      expect(checkName({ given_name: text, family_name: 'B' }, rules).problems).toHaveProperty('given_name')
    },
  )

  it.each(['J.R.R.', 'Dr.med.', "O'Neill", 'St. John', '李', 'María-José', 'van der Bellen'])('may be %s', (text) => {
    expect(checkName({ given_name: text, family_name: 'B' }, rules).problems).toEqual({})
  })

  it('is short at registration and may be longer elsewhere', () => {
    const long = { given_name: 'a'.repeat(40), family_name: 'b'.repeat(31) }
    expect(checkName(long, rules).problems).toHaveProperty('name')
    expect(checkName(long, { ...rules, isRegistration: false }).problems).toEqual({})
  })

  it('keeps "not specified" apart from nothing', () => {
    const asked = { ...rules, scheme: 'salutation_given_family' } as const
    const person = { given_name: 'A', family_name: 'B' }
    expect(checkName({ ...person, salutation: '' }, asked).problems).toHaveProperty('salutation')
    const chosen = checkName({ ...person, salutation: 'empty' }, asked)
    expect(chosen.problems).toEqual({})
    expect(chosen.parts).not.toHaveProperty('salutation')
    expect(checkName({ ...person, salutation: 'Lord' }, asked).problems).toHaveProperty('salutation')
  })

  it('takes only the titles of the organizer', () => {
    const asked = { ...rules, scheme: 'title_given_family', titles: 'german_common' } as const
    const person = { given_name: 'A', family_name: 'B' }
    expect(checkName({ ...person, title: 'Dr.' }, asked).problems).toEqual({})
    expect(checkName({ ...person, title: 'King' }, asked).problems).toHaveProperty('title')
    expect(checkName({ ...person, title: 'King' }, { ...asked, titles: '' }).problems).toEqual({})
  })
})

describe('a name of parts that were given freely', () => {
  it('keeps every part, under a scheme that has them', () => {
    expect(nameOf({ given_name: ' Ann ', degree: 'MA' }, 'full')).toEqual({
      _scheme: 'salutation_title_given_family_degree',
      given_name: 'Ann',
      degree: 'MA',
    })
  })

  it.each([
    ['parts that exclude each other', { full_name: 'Ann', given_name: 'Ann' }],
    ['what is no name', { given_name: '<b>' }],
  ])('refuses %s', (_what, given) => {
    expect(() => nameOf(given, 'full')).toThrow(InvalidInput)
  })
})

describe('the scheme for given parts', () => {
  it('is the organizer’s when it has all of them', () => {
    expect(schemeFor(['given_name'], 'title_given_family')).toBe('title_given_family')
  })

  it('is another one rather than losing a part', () => {
    expect(schemeFor(['given_name', 'family_name'], 'full')).toBe('given_family')
    expect(schemeFor(['given_name', 'degree'], 'full')).toBe('salutation_title_given_family_degree')
    expect(schemeFor(['full_name'], 'given_family')).toBe('full')
  })

  it('is none for parts that exclude each other', () => {
    expect(schemeFor(['full_name', 'given_name'], 'full')).toBeNull()
  })
})
