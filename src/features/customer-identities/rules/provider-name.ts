import type { Locale } from '../../../platform/i18n/i18n.ts'
import { inLanguage, type SsoProvider } from '../../sso-providers/index.ts'

/** What a provider is called in a language, else in another one, else its short form. */
export function providerName({ name, slug }: Pick<SsoProvider, 'name' | 'slug'>, locale: Locale): string {
  return inLanguage(name, locale) || slug
}
