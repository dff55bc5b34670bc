import type { Locale } from '../../platform/i18n/i18n.ts'
import { inLanguage, type SsoProvider } from '../sso-providers/index.ts'

export function providerName(provider: Pick<SsoProvider, 'name'>, locale: Locale): string {
  return inLanguage(provider.name, locale)
}

/** What stands on its button: its label, else its name. */
export function buttonText(provider: Pick<SsoProvider, 'name' | 'buttonLabel'>, locale: Locale): string {
  return inLanguage(provider.buttonLabel, locale) || inLanguage(provider.name, locale)
}
