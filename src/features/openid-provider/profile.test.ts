import { expect, it } from 'vitest'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { Organizer } from '../organizers/index.ts'
import { createProfileReader, type FindMemberships, profileOf } from './profile.ts'
import type { ProfileRow } from './store/profile-columns.ts'

const ALL = [
  'nickname',
  'preferred_username',
  'birthdate',
  'gender',
  'address',
  'zoneinfo',
  'website',
  'profile',
  'picture',
] as const
const FILLED = {
  nickname: 'Annie',
  preferred_username: 'ann42',
  birthdate: '1990-02-03',
  gender: 'female',
  address: { locality: 'Berlin', country: 'DE', other: 'dropped' },
  zoneinfo: 'Europe/Berlin',
  website: 'https://ann.example/',
  profile: 'https://ann.example/me',
  picture: 'https://ann.example/me.png',
}

function row(changes: Partial<ProfileRow> = {}): ProfileRow {
  return {
    name_cached: 'Ann Example',
    name_parts: '{"given_name":"Ann","calling_name":"Anni"}',
    email: 'ann@example.org',
    is_verified: true,
    phone: '+4930123456',
    is_phone_verified: true,
    locale: 'de_DE',
    profile: JSON.stringify(FILLED),
    modified_at: 5,
    ...changes,
  }
}

it('gives the optional fields that are switched on, and no other', () => {
  const profile = profileOf(row(), ['birthdate', 'address'])
  expect(profile).toMatchObject({ birthdate: '1990-02-03', address: { locality: 'Berlin', country: 'DE' } })
  expect(profile.address).not.toHaveProperty('other')
  expect(Object.keys(profile)).not.toEqual(expect.arrayContaining(['gender']))
  expect(profileOf(row(), [])).not.toHaveProperty('website')
  expect(profileOf(row(), ALL)).toMatchObject({
    preferredUsername: 'ann42',
    gender: 'female',
    zoneinfo: 'Europe/Berlin',
    website: 'https://ann.example/',
    profile: 'https://ann.example/me',
    picture: 'https://ann.example/me.png',
    phoneNumberVerified: true,
    locale: 'de-DE',
  })
})

it('the nickname is the one of the profile, else the calling name', () => {
  expect(profileOf(row(), ['nickname']).nickname).toBe('Annie')
  expect(profileOf(row(), []).nickname).toBe('Anni')
  expect(profileOf(row({ profile: '{}' }), ALL).nickname).toBe('Anni')
})

it.each([
  'not JSON',
  'null',
  '[]',
  '"text"',
  '{"birthdate":"yesterday","website":"javascript:alert(1)","address":7,"gender":""}',
])('a value that is no good is left out: %s', (profile) => {
  const read = profileOf(row({ profile }), ALL)
  for (const name of ['birthdate', 'website', 'address', 'gender']) expect(read).not.toHaveProperty(name)
  expect(read.name).toBe('Ann Example')
})

it('memberships are asked for only when an app may know them', async () => {
  const asked: string[] = []
  const membership = {
    id: 'm1',
    type: { id: 't1', name: { en: 'Season' } },
    name: 'Season',
    valid_from: null,
    valid_until: null,
    transferable: false,
    usages: 0,
    max_usages: 3,
    uses_left: 3,
    attendee_name: null,
    testmode: false,
  }
  const find: FindMemberships = async (organizer, customer) => {
    asked.push(`${organizer} ${customer}`)
    return [membership]
  }
  const settings = { customer_accounts_profile_fields: ALL } as unknown as Organizer['settings']
  const reader = createProfileReader({ id: 'acme' as OrganizerId, settings }, find)
  const read = (scope: string, claim?: string) =>
    reader.read(row(), 'ann' as CustomerId, {
      scope,
      claims: claim === undefined ? null : { userinfo: { [claim]: null }, id_token: {} },
    })

  expect(await read('openid email')).toMatchObject({ memberships: [] })
  expect(await read('openid', 'email')).toMatchObject({ memberships: [] })
  expect(asked).toEqual([])
  expect(await read('openid memberships')).toMatchObject({ memberships: [membership] })
  expect(await read('openid', 'memberships')).toMatchObject({ memberships: [membership] })
  expect(asked).toEqual(['acme ann', 'acme ann'])
})
