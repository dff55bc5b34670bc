import { describe, expect, it } from 'vitest'
import { checkIdentity, normalizeEmail } from './identity.ts'

describe('an email address of a staff account', () => {
  it('is stored in lower case, without spaces around it', () => {
    expect(normalizeEmail(' Ann@Example.ORG ')).toBe('ann@example.org')
  })

  it.each([
    '',
    'ann',
    'ann@',
    '@example.org',
    'ann@example',
    'a b@example.org',
    'a@b.',
    'x@y.z,a@b.c',
    `${'a'.repeat(190)}@b.org`,
  ])('is not %j', (text) => {
    expect(normalizeEmail(text)).toBeNull()
  })
})

describe('what a backend says about a person', () => {
  it('is taken over with the email in lower case', () => {
    const setAlways = { fullname: 'Ann', isAdmin: true, locale: 'de', timeZone: undefined } as const
    expect(checkIdentity({ identifier: 'x', email: ' Ann@Example.org', setAlways } as never)).toEqual({
      identifier: 'x',
      email: 'ann@example.org',
      always: { fullname: 'Ann', isAdmin: true, locale: 'de' },
      onCreation: {},
    })
  })

  it.each([
    [{ email: 'a@b.example' }, 'identifier is missing'],
    [{ identifier: 'x'.repeat(191), email: 'a@b.example' }, 'identifier is longer than 190 characters'],
    [{ identifier: 'x', email: 'nobody' }, 'email is missing or not an email address'],
    [
      { identifier: 'x', email: 'a@b.example', setAlways: { authBackend: 'native' } },
      'a backend cannot set "authBackend"',
    ],
    [{ identifier: 'x', email: 'a@b.example', setAlways: { isAdmin: 'yes' } }, 'the value of "isAdmin" does not fit'],
    [{ identifier: 'x', email: 'a@b.example', setOnCreation: { locale: 'xx' } }, 'the value of "locale" does not fit'],
  ])('%j is refused', (identity, reason) => {
    expect(() => checkIdentity(identity as never)).toThrow(new TypeError(reason))
  })
})
