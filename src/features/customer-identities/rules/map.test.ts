import { describe, expect, it } from 'vitest'
import type { NameSchemeKey } from '../../../core/person-names.ts'
import type { Claims } from '../../../protocol/client/claims.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import { isSubject, mapClaims } from './map.ts'

const NAMES: SsoProvider['settings']['claims'] = {
  subject: 'sub',
  email: 'email',
  emailVerified: 'email_verified',
  phone: 'phone_number',
  locale: 'locale',
  name: { given_name: 'given_name', family_name: 'family_name', full_name: 'name', title: 'title' },
}

const organizerWith = (scheme: NameSchemeKey) =>
  ({ timeZone: 'Europe/Berlin', locale: 'de', settings: { name_scheme: scheme } }) as unknown as Organizer
const map = (claims: Claims, scheme: NameSchemeKey = 'given_family', names = NAMES) =>
  mapClaims(claims, names, organizerWith(scheme))

describe('the address', () => {
  it('is lower case, and only a whole one', () => {
    expect(map({ email: ' Maria@UNI.example ' })).toMatchObject({ email: 'maria@uni.example', hasBadEmail: false })
    for (const email of ['maria', 'a b@uni.example', { value: 'a@b.de' }, ['a@b.de'], `${'a'.repeat(300)}@b.de`, 7]) {
      expect(map({ email })).toMatchObject({ email: null, hasBadEmail: true })
    }
    for (const claims of [{}, { email: null }, { email: '' }]) {
      expect(map(claims)).toMatchObject({ email: null, hasBadEmail: false })
    }
  })

  it.each([
    [true, true],
    ['true', true],
    ['True', true],
    [false, false],
    ['false', false],
    [0, false],
    ['0', false],
    [1, false],
    ['yes', false],
    [{}, false],
    [[], false],
    [null, null],
    [undefined, null],
  ])('d.4 D: email_verified %j is %j', (sent, means) => {
    expect(map({ email: 'a@b.de', email_verified: sent }).isEmailVerified).toBe(means)
  })

  it('is never called verified where no claim says so', () => {
    const names = { ...NAMES, emailVerified: '' }
    expect(map({ email_verified: true, '': true }, 'full', names).isEmailVerified).toBeNull()
  })
})

describe('the name', () => {
  it.each<[string, NameSchemeKey, Claims, Record<string, string>]>([
    [
      'of parts',
      'given_family',
      { given_name: 'Ada', family_name: 'King' },
      { given_name: 'Ada', family_name: 'King' },
    ],
    ['of what there is', 'given_family', { family_name: 'King' }, { family_name: 'King' }],
    ['as a whole', 'full', { name: 'Ada King' }, { full_name: 'Ada King' }],
    ['put together', 'full', { given_name: 'Ada', family_name: 'King' }, { full_name: 'Ada King' }],
    ['whole before parts', 'full', { name: 'A. King', given_name: 'Ada' }, { full_name: 'A. King' }],
    ['of two words, taken apart', 'given_family', { name: 'Ada  King' }, { given_name: 'Ada', family_name: 'King' }],
    [
      'with a comma, taken apart',
      'given_family',
      { name: 'von Berg, Ada' },
      { given_name: 'Ada', family_name: 'von Berg' },
    ],
    ['that cannot be taken apart', 'given_family', { name: 'Ana María Sol' }, { _legacy: 'Ana María Sol' }],
    ['with two commas', 'given_family', { name: 'King, Ada, Dr.' }, { _legacy: 'King, Ada, Dr.' }],
    [
      'with a title',
      'title_given_family',
      { title: 'Dr.', name: 'Ada King' },
      { title: 'Dr.', given_name: 'Ada', family_name: 'King' },
    ],
  ])('%s', (_, scheme, claims, parts) => {
    expect(map(claims, scheme).nameParts).toEqual({ _scheme: scheme, ...parts })
  })

  it('leaves out what is no name', () => {
    for (const name of [
      { a: 1 },
      ['x'],
      '',
      '  ',
      'Win at www.casino.com',
      'a'.repeat(300),
      'x\u0000y',
      '<b>Ada</b>',
    ]) {
      expect(map({ name }, 'full').nameParts).toEqual({})
      expect(map({ name }, 'given_family').nameParts).toEqual({})
    }
    expect(map({ given_name: 'Ada', family_name: 'www.casino.com' }).nameParts).toMatchObject({ given_name: 'Ada' })
    const salutation = { ...NAMES, name: { salutation: 'salutation', family_name: 'family_name' } }
    expect(map({ salutation: 'Lord', family_name: 'King' }, 'salutation_given_family', salutation).nameParts).toEqual({
      _scheme: 'salutation_given_family',
      family_name: 'King',
    })
  })

  it('is not asked for where no claim is named', () => {
    expect(map({ name: 'Ada King' }, 'full', { ...NAMES, name: { full_name: '' } }).nameParts).toEqual({})
  })
})

it('normalises phone and language', () => {
  expect(map({ phone_number: '0341 9737100', locale: 'de-AT' })).toMatchObject({ phone: '+493419737100', locale: 'de' })
  expect(map({ phone_number: 'tel', locale: 'fr' })).toMatchObject({ phone: null, locale: null })
  expect(map({ phone_number: { a: 1 }, locale: 'en_GB' })).toMatchObject({ phone: null, locale: 'en' })
})

it('d.4 O: reads nested claims', () => {
  const names = { ...NAMES, email: 'contact.email', name: { full_name: 'person.name' } }
  const claims = { contact: { email: 'a@b.de' }, person: { name: 'Ada King' } }
  expect(map(claims, 'full', names)).toMatchObject({ email: 'a@b.de', nameParts: { full_name: 'Ada King' } })
})

it('d.4 O: reads items of lists', () => {
  const claims = { emails: [{ value: 'a@b.de' }], phones: ['+493419737100'] }
  const names = { ...NAMES, email: 'emails[0].value', phone: 'phones[0]' }
  expect(map(claims, 'full', names)).toMatchObject({ email: 'a@b.de', phone: '+493419737100' })
})

it('knows what can be a user ID', () => {
  expect(['a', 'ä|1', 'x'.repeat(255)].map(isSubject)).toEqual([true, true, true])
  expect(['', 'x'.repeat(256), 'a\u0000', 'a\n', '\ud800'].map(isSubject)).toEqual([false, false, false, false, false])
})
