import { describe, expect, it } from 'vitest'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import type { ClaimValue } from '../../../protocol/provider/claims.ts'
import { createTexts } from '../../../texts.ts'
import { detailLines } from './detail-lines.ts'
import type { DetailName } from './details.ts'

const i18n = createTexts()

function lines(name: DetailName, value: ClaimValue | null, locale: Locale = 'en', isConfirmed = false): string[] {
  return detailLines({ name, value, isConfirmed }, { t: i18n.translator(locale), locale, timeZone: 'Europe/Berlin' })
}

describe('a value in plain words', () => {
  it.each<[DetailName, ClaimValue, string, string]>([
    ['name', 'Ann Example', 'Ann Example', 'Ann Example'],
    ['locale', 'de', 'German', 'Deutsch'],
    ['locale', 'not a language', 'not a language', 'not a language'],
    ['birthdate', '1980-02-29', '29 February 1980', '29. Februar 1980'],
    ['birthdate', '0000-02-29', '29 February', '29. Februar'],
    ['birthdate', '1980', '1980', '1980'],
    ['email_verified', true, 'Yes', 'Ja'],
    ['updated_at', Date.UTC(2026, 10, 21, 12) / 1000, '21 Nov 2026, 13:00', '21.11.2026, 13:00'],
  ])('of %s %s', (name, value, english, german) => {
    expect(lines(name, value)).toEqual([english])
    expect(lines(name, value, 'de')).toEqual([german])
  })

  it('of an address that is confirmed', () => {
    expect(lines('email', 'ann@example.org', 'en', true)).toEqual(['ann@example.org, confirmed'])
    expect(lines('email', 'ann@example.org')).toEqual(['ann@example.org'])
  })

  it('of a postal address has a line for each part', () => {
    const address = {
      street_address: 'Hinterhaus\nAm Wald 3',
      postal_code: '04103',
      locality: 'Leipzig',
      country: 'DE',
    }
    expect(lines('address', address)).toEqual(['Hinterhaus', 'Am Wald 3', '04103 Leipzig', 'Germany'])
    expect(lines('address', { locality: 'Leipzig', country: 'QQQQ' })).toEqual(['Leipzig', 'QQQQ'])
  })

  it('of memberships has a line for each', () => {
    const ten = {
      id: 'm1',
      type: { id: 't1', name: { en: 'Ten concerts' } },
      name: 'Ten concerts',
      valid_from: null,
      valid_until: null,
      transferable: true,
      usages: 9,
      max_usages: 10,
      uses_left: 1,
      attendee_name: null,
      testmode: false,
    }
    const friends = { ...ten, name: 'Friends', valid_until: '2027-08-31T21:59:59Z', max_usages: null, uses_left: null }
    expect(lines('memberships', [friends, ten])).toEqual(['Friends, until 31 Aug 2027', 'Ten concerts, 1 use left'])
  })

  it('is nothing where there is nothing', () => {
    expect(lines('phone_number', null)).toEqual([])
  })
})
