import { describe, expect, it } from 'vitest'
import { PROFILE_CLAIMS, subjectClaims } from '../../../protocol/provider/claims.ts'
import { SUPPORTED_SCOPES } from '../../../protocol/provider/scopes.ts'
import type { SubjectProfile } from '../../../protocol/provider/subject-types.ts'
import { appSees } from './app-sees.ts'
import { DETAILS, detailNames, details } from './details.ts'

const ANN: SubjectProfile = {
  name: 'Ann Example',
  givenName: 'Ann',
  familyName: 'Example',
  email: 'ann@example.org',
  emailVerified: true,
  phoneNumber: null,
  locale: 'de',
  updatedAt: Date.UTC(2026, 10, 1),
  memberships: [],
}

const asked = (scopes: string, ...claims: string[]) => ({
  scopes: SUPPORTED_SCOPES.filter((scope) => scopes.split(' ').includes(scope)),
  claims,
})

function told(wish: ReturnType<typeof asked>, offered: readonly string[] = [], profile = ANN) {
  const given = subjectClaims('K7FM', profile, wish.scopes, wish.claims)
  return details(given, wish, offered).map(({ name, value }) => [name, value])
}

describe('what an app gets', () => {
  it('has a line for every claim that there is', () => {
    expect(Object.keys(DETAILS).sort()).toEqual([...PROFILE_CLAIMS].sort())
  })

  it('has a line for everything that userinfo would answer', () => {
    const wish = asked(SUPPORTED_SCOPES.join(' '))
    const everything: SubjectProfile = {
      ...ANN,
      phoneNumber: '+493012345678',
      phoneNumberVerified: true,
      middleName: 'B.',
      nickname: 'Annie',
      preferredUsername: 'annie',
      profile: 'https://ann.example/about',
      picture: 'https://ann.example/ann.png',
      website: 'https://ann.example',
      gender: 'female',
      birthdate: '1980-02-29',
      zoneinfo: 'Europe/Berlin',
      address: { locality: 'Leipzig' },
    }
    const given = Object.keys(subjectClaims('K7FM', everything, wish.scopes)).filter((name) => name !== 'sub')
    const lines = details(subjectClaims('K7FM', everything, wish.scopes), wish, []).map(({ name }) => name)
    const partsOfOthers = ['given_name', 'middle_name', 'family_name', 'email_verified', 'phone_number_verified']
    expect([...lines, ...partsOfOthers].sort()).toEqual(given.sort())
  })

  it('says of a scope what the account has, and what it does not have', () => {
    expect(told(asked('openid email phone memberships'))).toEqual([
      ['email', 'ann@example.org'],
      ['phone_number', null],
      ['memberships', null],
    ])
  })

  it('says which address is confirmed', () => {
    const wish = asked('openid email')
    const confirmed = (profile: SubjectProfile) =>
      details(subjectClaims('K7FM', profile, wish.scopes), wish, []).map(({ isConfirmed }) => isConfirmed)
    expect(confirmed(ANN)).toEqual([true])
    expect(confirmed({ ...ANN, emailVerified: false })).toEqual([false])
  })

  it('has the parts of a name only where they are asked for without the whole', () => {
    expect(told(asked('openid', 'given_name', 'family_name'))).toEqual([
      ['given_name', 'Ann'],
      ['family_name', 'Example'],
    ])
    expect(told(asked('openid', 'given_name', 'name'))).toEqual([['name', 'Ann Example']])
  })

  it('names an optional detail that is missing only where the organizer or the app asks for it', () => {
    const names = (wish: ReturnType<typeof asked>, offered: readonly string[]) =>
      told(wish, offered).map(([name]) => name)
    expect(names(asked('openid profile'), [])).not.toContain('birthdate')
    expect(told(asked('openid profile'), ['birthdate'])).toContainEqual(['birthdate', null])
    expect(told(asked('openid', 'birthdate'))).toEqual([['birthdate', null]])
  })

  it('has an optional detail that is there although the organizer asks for it no more', () => {
    const wish = asked('openid profile')
    expect(told(wish, [], { ...ANN, birthdate: '1980-02-29' })).toContainEqual(['birthdate', '1980-02-29'])
  })

  it('knows no claim that nobody heard of', () => {
    expect(detailNames(asked('openid', 'shoe_size', 'auth_time'), [])).toEqual([])
  })
})

describe('the words for what an app sees', () => {
  const t = (key: string) => key.replace(/.*\./, '')

  it('are one list that ends with the customer ID', () => {
    const sight = { ...asked('openid profile email', 'phone_number'), subjectType: 'public' } as const
    expect(appSees(sight, ['birthdate'], t, 'en')).toBe('name, email, phone_number, birthdate, locale and sub')
  })

  it('say when the app has a number of its own for each person', () => {
    expect(appSees({ ...asked('openid email'), subjectType: 'pairwise' }, [], t, 'de')).toBe('email und ownSub')
  })
})
