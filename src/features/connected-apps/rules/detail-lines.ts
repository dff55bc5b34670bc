import { formatDay, formatInstant } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { MembershipClaim, PostalAddress } from '../../../protocol/provider/subject-types.ts'
import type { Detail } from './details.ts'

/** In what language and where a value is told. */
export interface Telling {
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
}

/** A value in plain words, line by line; none when the account has nothing here. */
export function detailLines({ name, value, isConfirmed }: Detail, telling: Telling): string[] {
  const { t, locale, timeZone } = telling
  if (value === null) return []
  if (typeof value === 'boolean') return [t(value ? 'words:yes' : 'words:no')]
  if (typeof value === 'number') return [formatInstant(value * 1000, locale, timeZone)]
  if (Array.isArray(value)) return value.map((membership) => membershipLine(membership, telling))
  if (typeof value === 'object') return addressLines(value as PostalAddress, locale)
  if (name === 'locale') return [nameOf(value, 'language', locale)]
  if (name === 'birthdate') return [birthdayText(value, locale)]
  return [isConfirmed ? t('connectedApps:confirmed', { value }) : value]
}

function membershipLine({ name, valid_until, uses_left }: MembershipClaim, { t, locale, timeZone }: Telling): string {
  const until = valid_until === null ? Number.NaN : Date.parse(valid_until)
  const parts = [name]
  if (!Number.isNaN(until)) parts.push(t('connectedApps:until', { day: formatDay(until, locale, timeZone) }))
  if (uses_left !== null) parts.push(t('connectedApps:usesLeft', { count: uses_left }))
  return parts.join(', ')
}

function addressLines(address: PostalAddress, locale: Locale): string[] {
  const { street_address, postal_code, locality, region, country } = address
  const town = [postal_code, locality].filter(Boolean).join(' ')
  const lines = [...(street_address ?? '').split(/\r?\n/), town, region ?? '', nameOf(country ?? '', 'region', locale)]
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

/** @param birthdate `YYYY-MM-DD`, `0000-MM-DD` or `YYYY`, OpenID Connect Core 5.1 */
function birthdayText(birthdate: string, locale: Locale): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(birthdate) ?? []
  if (year === undefined) return birthdate
  const hasYear = year !== '0000'
  const instant = Date.UTC(hasYear ? Number(year) : 2000, Number(month) - 1, Number(day))
  const shown: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', timeZone: 'UTC' }
  if (hasYear) shown.year = 'numeric'
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, shown).format(instant)
}

/** The name of a language or country; the code itself when nobody knows it. */
function nameOf(code: string, type: 'language' | 'region', locale: Locale): string {
  try {
    return code === '' ? '' : (new Intl.DisplayNames([locale], { type }).of(code) ?? code)
  } catch {
    return code
  }
}
