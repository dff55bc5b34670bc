import { LOCALES } from '../../../platform/i18n/i18n.ts'
import type { LocalizedText } from '../types.ts'
import type { Fields } from './fields.ts'
import { readText } from './reading.ts'

export const NAME_MAX_LENGTH = 190

/** A text in each language in which there is one; an empty one takes the language away. */
export function readLocalized(
  field: string,
  typed: LocalizedText | undefined,
  before: LocalizedText,
  wrong: Fields,
): LocalizedText {
  const texts: Partial<Record<(typeof LOCALES)[number], string>> = {}
  for (const locale of LOCALES) {
    const text = readText(`${field}.${locale}`, typed?.[locale], before[locale] ?? '', NAME_MAX_LENGTH, wrong)
    if (text !== '') texts[locale] = text
  }
  return texts
}

/** The text in this language, or in the one that there is. */
export function inLanguage(text: LocalizedText, locale: (typeof LOCALES)[number]): string {
  return text[locale] ?? LOCALES.map((other) => text[other]).find((other) => other !== undefined) ?? ''
}
