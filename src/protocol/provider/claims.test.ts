import { expect, it } from 'vitest'
import { subjectClaims } from './claims.ts'
import type { SubjectProfile } from './types.ts'

const ADA: SubjectProfile = {
  name: 'Ada King Lovelace',
  givenName: 'Ada',
  familyName: 'Lovelace',
  middleName: 'King',
  nickname: 'Countess',
  email: 'ada@example.org',
  emailVerified: true,
  phoneNumber: '+4930123456',
  locale: 'de',
  updatedAt: 1_700_000_000_999,
}

it('openid gives the subject and nothing else', () => {
  expect(subjectClaims('QX7PL4D', ADA, ['openid'])).toEqual({ sub: 'QX7PL4D' })
})

it('profile gives names, language and when it last changed in seconds', () => {
  expect(subjectClaims('QX7PL4D', ADA, ['openid', 'profile'])).toEqual({
    sub: 'QX7PL4D',
    name: 'Ada King Lovelace',
    given_name: 'Ada',
    family_name: 'Lovelace',
    middle_name: 'King',
    nickname: 'Countess',
    locale: 'de',
    updated_at: 1_700_000_000,
  })
})

it('email and phone give theirs', () => {
  expect(subjectClaims('QX7PL4D', ADA, ['openid', 'email', 'phone'])).toEqual({
    sub: 'QX7PL4D',
    email: 'ada@example.org',
    email_verified: true,
    phone_number: '+4930123456',
  })
})

it('an email is unverified unless it is known to be verified', () => {
  expect(subjectClaims('a', { email: 'a@b.example' }, ['email'])).toMatchObject({ email_verified: false })
})

it('leaves out what is not known', () => {
  const empty = { name: '', givenName: null, email: null, emailVerified: true, phoneNumber: '', updatedAt: null }
  expect(subjectClaims('a', empty, ['openid', 'profile', 'email', 'phone'])).toEqual({ sub: 'a' })
})
