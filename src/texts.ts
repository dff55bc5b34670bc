import * as shared from './locales/en.ts'
import * as sharedDe from './locales/de.ts'
import { createI18n, type I18n } from './platform/i18n/i18n.ts'

const en = { ...shared }
const de: Record<keyof typeof en, object> = { ...sharedDe }

type English = typeof en
declare module './platform/i18n/i18n.ts' {
  interface TextResources extends English {}
}

/** All texts of the product; a namespace that lacks a language does not compile. */
export function createTexts(): I18n {
  return createI18n({ en, de: de as Record<keyof typeof en, never> })
}
