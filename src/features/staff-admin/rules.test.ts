import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../core/errors.ts'
import type { UserId } from '../../core/ids.ts'
import { checkChanges, checkMove, impersonationProblem, placeholderEmail, takesAnAdmin } from './rules.ts'
import type { Move, UserChanges } from './types.ts'

const native = { authBackend: 'native', authBackendIdentifier: null, email: 'ann@example.org' }
const acme = { authBackend: 'acme', authBackendIdentifier: 'ann', email: 'ann@example.org' }

function wrongFields(run: () => void): string[] {
  try {
    run()
    return []
  } catch (error) {
    if (error instanceof InvalidInput) return Object.keys(error.fields)
    throw error
  }
}

describe('changes of an account', () => {
  it.each<[string, typeof native | typeof acme, UserChanges, string[]]>([
    ['a new email of a native account', native, { email: 'b@example.org' }, []],
    ['a new email of another backend’s account', acme, { email: 'b@example.org' }, ['email']],
    ['the same email of another backend’s account', acme, { email: 'ann@example.org' }, []],
    [
      'a forced password change where the password is elsewhere',
      acme,
      { needsPasswordChange: true },
      ['needs_password_change'],
    ],
    ['no forced password change where the password is elsewhere', acme, { needsPasswordChange: false }, []],
    [
      'a language and a time zone that nobody knows',
      native,
      { locale: 'xx', timeZone: 'Mars/Base' },
      ['locale', 'time_zone'],
    ],
    ['a time zone', native, { timeZone: 'Asia/Tokyo' }, []],
    ['a name that is too long', native, { fullname: 'x'.repeat(251) }, ['fullname']],
  ])('%s', (_, user, changes, wrong) => {
    expect(wrongFields(() => checkChanges(user, changes))).toEqual(wrong)
  })
})

describe('a move', () => {
  it.each<[string, typeof native | typeof acme, Move, string[]]>([
    ['to another backend', native, { backend: 'acme', identifier: 'ann' }, []],
    ['to another identifier of the same backend', acme, { backend: 'acme', identifier: 'ann2' }, []],
    ['to where the account is already', acme, { backend: 'acme', identifier: 'ann' }, ['backend']],
    ['from native to native', native, { backend: 'native', identifier: '' }, ['backend']],
    ['to native', acme, { backend: 'native', identifier: '' }, []],
    ['to native with an identifier', acme, { backend: 'native', identifier: 'ann' }, ['identifier']],
    ['without an identifier', native, { backend: 'acme', identifier: '' }, ['identifier']],
    ['with 191 characters', native, { backend: 'acme', identifier: 'x'.repeat(191) }, ['identifier']],
    ['to a backend that is not configured', native, { backend: 'anonymized', identifier: 'x' }, ['backend']],
  ])('%s', (_, user, move, wrong) => {
    expect(wrongFields(() => checkMove(user, move, ['native', 'acme']))).toEqual(wrong)
  })
})

describe('looking through an account', () => {
  const [ada, ben] = ['a' as UserId, 'b' as UserId]
  it.each([
    ['somebody else', { id: ben, isAdmin: false, isActive: true }, null],
    ['oneself', { id: ada, isAdmin: true, isActive: true }, 'self'],
    ['another administrator', { id: ben, isAdmin: true, isActive: true }, 'admin'],
    ['somebody who is switched off', { id: ben, isAdmin: false, isActive: false }, 'inactive'],
  ])('of %s', (_, user, problem) => {
    expect(impersonationProblem({ id: ada }, user)).toBe(problem)
  })
})

it('an administrator is taken away by a demotion of one who is active', () => {
  const admin = { isAdmin: true, isActive: true }
  expect(takesAnAdmin(admin, { isAdmin: false })).toBe(true)
  expect(takesAnAdmin(admin, {})).toBe(false)
  expect(takesAnAdmin({ ...admin, isActive: false }, { isAdmin: false })).toBe(false)
})

it('the address of an anonymised account can belong to nobody', () => {
  expect(placeholderEmail({ id: 'abc' as UserId })).toBe('abc@anonymized.invalid')
})
