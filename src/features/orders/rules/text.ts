import type { LocalizedText } from '../types.ts'

/** A text in this language, else in English, else in whatever language there is; "" for an empty map. */
export function pickText(text: LocalizedText, locale: string): string {
  if (typeof text === 'string') return text
  const own = Object.keys(text).find((language) => language === locale || language.startsWith(`${locale}-`))
  return text[own ?? 'en'] || Object.values(text).find((value) => value !== '') || ''
}
