import type { Locale } from './i18n.ts'

const REGION: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' }
const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${options.dateStyle ?? 'month'} ${options.timeStyle ?? ''}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(REGION[locale], { ...options, timeZone })
    formats.set(key, format)
  }
  return format
}

/** Day, e.g. `21 Nov 2026`. @param instant milliseconds since 1970 UTC */
export function formatDay(instant: number, locale: Locale, timeZone: string): string {
  return dateFormat(locale, timeZone, { dateStyle: 'medium' }).format(instant)
}

/** Day and time, e.g. `21 Nov 2026, 19:43`. @param instant milliseconds since 1970 UTC */
export function formatInstant(instant: number, locale: Locale, timeZone: string): string {
  return dateFormat(locale, timeZone, { dateStyle: 'medium', timeStyle: 'short' }).format(instant)
}

/** Month, e.g. `Nov 2026`. @param instant milliseconds since 1970 UTC */
export function formatMonth(instant: number, locale: Locale, timeZone: string): string {
  return dateFormat(locale, timeZone, { month: 'short', year: 'numeric' }).format(instant)
}

/** Number with the separators of the language. */
export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(REGION[locale]).format(value)
}

/** An amount of money, e.g. `€1,482.00`. @param amount decimal text, shown as it is however long; @param currency ISO 4217 */
export function formatMoney(amount: string, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(REGION[locale], { style: 'currency', currency })
  return format.format(amount as Intl.StringNumericLiteral)
}

/** Words in a row with "and" before the last. */
export function formatList(words: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(REGION[locale], { type: 'conjunction' }).format(words)
}

/** Name of a language in that language itself, e.g. `Deutsch`. */
export function languageName(locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
}
