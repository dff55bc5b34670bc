import { LOCALES, type Locale } from '../../../platform/i18n/i18n.ts'
import type { LocalizedText } from '../types.ts'

/** In this language, or else in the first one that there is. */
export function localized(text: LocalizedText | string, locale: Locale): string {
  if (typeof text === 'string') return text
  return text[locale] ?? LOCALES.map((other) => text[other]).find((other) => other !== undefined) ?? ''
}

/** All languages in one line, the same text only once. */
export function inAllLanguages(text: LocalizedText): string {
  return [...new Set(LOCALES.map((locale) => text[locale]).filter((name) => name !== undefined))].join(' / ')
}
