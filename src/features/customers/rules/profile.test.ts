import { describe, expect, it } from 'vitest'
import type { ProfileKey } from '../../../core/profile-fields.ts'
import { checkProfile, isProfileKey, mergeProfile, PROFILE_KEYS, PROFILE_LENGTHS, textsOf } from './profile.ts'

const NOW = Date.UTC(2026, 10, 21, 12)
const check = (key: ProfileKey, value: string) => checkProfile({ [key]: value }, NOW)

describe('optional fields', () => {
  it.each<[ProfileKey, string, string]>([
    ['nickname', '  Zoë  N. ', 'Zoë N.'],
    ['birthdate', '1990-04-23', '1990-04-23'],
    ['birthdate', '0000-02-29', '0000-02-29'],
    ['birthdate', '2000-02-29', '2000-02-29'],
    ['birthdate', '2026-11-20', '2026-11-20'],
    ['zoneinfo', 'Europe/Berlin', 'Europe/Berlin'],
    ['zoneinfo', 'America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['zoneinfo', 'UTC', 'UTC'],
    ['website', ' https://zoe.example/über', 'https://zoe.example/über'],
    ['address.country', 'de', 'DE'],
    ['address.street_address', 'Hof 3\r\nHauptstr.  1', 'Hof 3\nHauptstr. 1'],
    ['gender', '', ''],
  ])('%s takes %j', (key, typed, stored) => {
    expect(check(key, typed)).toEqual({ values: { [key]: stored }, problems: {} })
  })

  it.each<[ProfileKey, string, string]>([
    ['birthdate', '1990-4-23', 'birthdate'],
    ['birthdate', '1990-02-30', 'birthdate'],
    ['birthdate', '2001-02-29', 'birthdate'],
    ['birthdate', '0000-13-01', 'birthdate'],
    ['birthdate', '1990-00-10', 'birthdate'],
    ['birthdate', '2026-11-22', 'birthdate'],
    ['birthdate', '9999-01-01', 'birthdate'],
    ['birthdate', '0190-01-01', 'birthdate'],
    ['birthdate', '1990', 'birthdate'],
    ['birthdate', '23.04.1990', 'birthdate'],
    ['zoneinfo', '+01:00', 'zoneinfo'],
    ['zoneinfo', 'Europe/Atlantis', 'zoneinfo'],
    ['zoneinfo', '../etc/passwd', 'zoneinfo'],
    ['website', 'http://zoe.example', 'webAddress'],
    ['website', 'zoe.example', 'webAddress'],
    ['profile', 'javascript:alert(1)', 'webAddress'],
    ['picture', 'https://user:secret@zoe.example/', 'webAddress'],
    ['picture', 'https://zoe.example/"onerror="', 'webAddress'],
    ['address.country', 'XX', 'country'],
    ['address.country', 'Germany', 'country'],
    ['gender', 'x'.repeat(51), 'tooLong'],
    ['nickname', 'a\u202eb', 'invisible'],
    ['address.locality', 'Leip\nzig', 'invisible'],
  ])('%s refuses %j', (key, typed, problem) => {
    const { values, problems } = check(key, typed)
    expect(values).toEqual({})
    expect(problems[key]?.key).toBe(`customers:bad.${problem}`)
  })

  it('have a limit each', () => {
    for (const key of PROFILE_KEYS) {
      const { problems } = check(key, `https://a.example/${'x'.repeat(PROFILE_LENGTHS[key])}`)
      expect(Object.keys(problems)).toEqual([key])
    }
  })

  it('are known by their keys', () => {
    expect(PROFILE_KEYS.every(isProfileKey)).toBe(true)
    expect(['address', 'address.formatted', 'email', '__proto__', ''].some(isProfileKey)).toBe(false)
  })
})

describe('a profile', () => {
  const profile = { nickname: 'Zoë', address: { locality: 'Leipzig', country: 'DE' } }

  it('is the same after a way through texts', () => {
    expect(textsOf(profile)).toEqual({ nickname: 'Zoë', 'address.locality': 'Leipzig', 'address.country': 'DE' })
    expect(mergeProfile({}, textsOf(profile))).toEqual(profile)
  })

  it('keeps what is not given and loses what is given as nothing', () => {
    expect(mergeProfile(profile, { nickname: '', 'address.country': 'AT', gender: 'f' })).toEqual({
      gender: 'f',
      address: { locality: 'Leipzig', country: 'AT' },
    })
    expect(mergeProfile(profile, { 'address.locality': '', 'address.country': '' })).toEqual({ nickname: 'Zoë' })
  })
})
