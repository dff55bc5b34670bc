import { describe, expect, it } from 'vitest'
import { askedClaims, PROFILE_CLAIMS, profileClaims, subjectClaims } from './claims.ts'
import type { SubjectProfile } from './subject-types.ts'

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
    phone_number_verified: false,
  })
})

it('an email is unverified unless it is known to be verified', () => {
  expect(subjectClaims('a', { email: 'a@b.example' }, ['email'])).toMatchObject({ email_verified: false })
})

it('leaves out what is not known', () => {
  const empty = { name: '', givenName: null, email: null, emailVerified: true, phoneNumber: '', updatedAt: null }
  expect(subjectClaims('a', empty, ['openid', 'profile', 'email', 'phone'])).toEqual({ sub: 'a' })
})

it('profile gives every claim of OpenID Connect Core 5.4 that is known', () => {
  const profile: SubjectProfile = {
    ...ADA,
    preferredUsername: 'ada',
    profile: 'https://ada.example/',
    picture: 'https://ada.example/ada.png',
    website: 'https://ada.example/',
    gender: 'female',
    birthdate: '1815-12-10',
    zoneinfo: 'Europe/London',
  }
  expect(Object.keys(profileClaims(profile, ['profile'])).sort()).toEqual(
    [
      'name family_name given_name middle_name nickname preferred_username profile picture website gender birthdate',
      'zoneinfo locale updated_at',
    ]
      .join(' ')
      .split(' ')
      .sort(),
  )
})

it('a phone number is verified only when it is known to be', () => {
  const phone = { phoneNumber: '+4930123456', phoneNumberVerified: true }
  expect(profileClaims(phone, ['phone'])).toMatchObject({ phone_number_verified: true })
  expect(profileClaims({ phoneNumberVerified: true }, ['phone'])).toEqual({})
})

it('address gives the parts that are filled, or nothing', () => {
  const address = { street_address: '', locality: 'London', country: 'GB' }
  expect(profileClaims({ address }, ['address'])).toEqual({ address: { locality: 'London', country: 'GB' } })
  expect(profileClaims({ address: {} }, ['address'])).toEqual({})
})

it('memberships is a list, empty when there are none', () => {
  const gold = {
    id: 'm1',
    type: { id: 't1', name: { en: 'Gold' } },
    name: 'Gold',
    valid_from: null,
    valid_until: null,
    transferable: false,
    usages: 1,
    max_usages: 4,
    uses_left: 3,
    attendee_name: null,
    testmode: false,
  }
  expect(profileClaims({ memberships: [gold] }, ['memberships'])).toEqual({ memberships: [gold] })
  expect(profileClaims({}, ['memberships'])).toEqual({ memberships: [] })
})

describe('claims that are asked for one by one', () => {
  it('are given beside those of the scopes', () => {
    expect(subjectClaims('a', ADA, ['openid', 'email'], ['nickname'])).toEqual({
      sub: 'a',
      email: 'ada@example.org',
      email_verified: true,
      nickname: 'Countess',
    })
  })

  it('are known here and within what the client is allowed', () => {
    const asked = { name: null, email: { essential: true }, auth_time: null, toString: null, __proto__: null, x: null }
    expect(askedClaims(asked, ['openid', 'profile'])).toEqual(['name'])
    expect(askedClaims(asked, ['email', 'profile'])).toEqual(['name', 'email'])
  })

  it('never name the subject', () => {
    expect(PROFILE_CLAIMS).not.toContain('sub')
    expect(subjectClaims('a', ADA, ['openid'], ['sub', 'constructor'])).toEqual({ sub: 'a' })
  })
})
