import { formatList } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { Consent } from '../../../protocol/provider/types.ts'
import { detailNames } from './details.ts'

/** How much an app may look at, and how it names people. */
export interface Sight extends Consent {
  readonly subjectType: 'public' | 'pairwise'
}

/** What an app sees, as words within a sentence; that it also sees when they changed would only distract. */
export function appSees(sight: Sight, offered: readonly string[], t: Translate, locale: Locale): string {
  const names = detailNames(sight, offered).filter((name) => name !== 'updated_at')
  const words = [...names, subjectName(sight)].map((name) => t(`connectedApps:detail.${name}`))
  return formatList(words, locale)
}

export function subjectName({ subjectType }: Pick<Sight, 'subjectType'>): 'sub' | 'ownSub' {
  return subjectType === 'pairwise' ? 'ownSub' : 'sub'
}

/** The first letter large, as at the beginning of a line. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
