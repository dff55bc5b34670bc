import { type CountryCode, getCountries, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'

const MAX_TYPED = 60
let countryOfZone: ReadonlyMap<string, CountryCode> | null = null

/**
 * A phone number as E.164, or null when it is none. Without a country code it is read as a number of the organizer's country.
 */
export function checkPhone(text: string, organizer: { timeZone: string; locale: string }): string | null {
  if (text.length > MAX_TYPED || !/^[\p{Nd}\s()+./-]+$/u.test(text.trim())) return null
  const number = parsePhoneNumberFromString(text, defaultCountry(organizer))
  return number?.isValid() ? number.number : null
}

/** A stored number with spaces between its groups. */
export function displayPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}

/** The country of the organizer's time zone, else that of its language. */
export function defaultCountry({ timeZone, locale }: { timeZone: string; locale: string }): CountryCode {
  countryOfZone ??= countriesByZone()
  const region = countryOfZone.get(timeZone) ?? new Intl.Locale(locale).maximize().region ?? 'DE'
  return isSupportedCountry(region) ? region : 'DE'
}

function countriesByZone(): ReadonlyMap<string, CountryCode> {
  const zones = new Map<string, CountryCode>()
  for (const country of getCountries()) {
    for (const zone of timeZonesOf(country)) if (!zones.has(zone)) zones.set(zone, country)
  }
  return zones
}

function timeZonesOf(country: CountryCode): readonly string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined }
  try {
    return locale.getTimeZones?.() ?? []
  } catch {
    return []
  }
}
