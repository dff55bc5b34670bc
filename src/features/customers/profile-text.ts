import { ADDRESS_PARTS, type Profile, type ProfileField } from '../../core/profile-fields.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'

/** The value of a field in one line, "" when there is none. */
export function profileText(profile: Profile, field: ProfileField, locale: Locale): string {
  if (field === 'address') return addressText(profile.address ?? {}, locale)
  const value = profile[field] ?? ''
  return field === 'birthdate' ? birthdateText(value, locale) : value
}

/** An address as it is written on one line. */
export function addressText(address: NonNullable<Profile['address']>, locale: Locale): string {
  const { street_address = '', postal_code, locality, region, country } = address
  const town = [postal_code, locality].filter(Boolean).join(' ')
  const land = country === undefined ? '' : (new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country)
  return [...street_address.split('\n'), town, region ?? '', land].filter((line) => line !== '').join(', ')
}

/** Whether this has nothing but parts of an address in it. */
export function isAddress(value: object): value is NonNullable<Profile['address']> {
  return Object.entries(value).every(
    ([name, part]) => (ADDRESS_PARTS as readonly string[]).includes(name) && typeof part === 'string',
  )
}

/** @param date as it is stored, perhaps without its year */
function birthdateText(date: string, locale: Locale): string {
  if (date === '') return ''
  const hasYear = !date.startsWith('0000')
  const instant = Date.parse(hasYear ? date : `2000${date.slice(4)}`)
  if (Number.isNaN(instant)) return date
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    ...parts,
    ...(hasYear && { year: 'numeric' }),
  }).format(instant)
}
