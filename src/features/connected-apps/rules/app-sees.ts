import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { Consent } from '../../../protocol/provider/types.ts'
import { detailNames } from './details.ts'

/** What an app that is allowed this much sees, as one list of words. */
export function appSees(allowed: Consent, offered: readonly string[], t: Translate, locale: Locale): string {
  const words = detailNames(allowed, offered).map((name) => t(`connectedApps:detail.${name}`))
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format([t('connectedApps:detail.sub'), ...words])
  return capitalised(list)
}

/** The first letter large, as at the beginning of a line. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
