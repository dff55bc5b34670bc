import { formatNumber } from '../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../platform/i18n/i18n.ts'

/** How many there are. Counting stops at a limit, so that it is quick among a million. */
export interface Amount {
  readonly count: number
  /** `more`: there are more than that. `about`: worked out from figures of which one is not exact. */
  readonly precision: 'exact' | 'more' | 'about'
}

/** What was counted up to one more than `limit`. */
export function counted(count: number, limit: number): Amount {
  return count > limit ? { count: limit, precision: 'more' } : { count, precision: 'exact' }
}

export function plus(...amounts: readonly Amount[]): Amount {
  const count = amounts.reduce((sum, amount) => sum + amount.count, 0)
  if (amounts.some(({ precision }) => precision === 'about')) return { count, precision: 'about' }
  return { count, precision: amounts.some(({ precision }) => precision === 'more') ? 'more' : 'exact' }
}

export function minus(whole: Amount, part: Amount): Amount {
  const count = Math.max(0, whole.count - part.count)
  return { count, precision: part.precision === 'exact' ? whole.precision : 'about' }
}

/** Parameters of a text: `count` chooses the plural, `amount` is what people read, such as "more than 100,000". */
export function amountParams(t: Translate, locale: Locale, { count, precision }: Amount) {
  const number = formatNumber(count, locale)
  return { count, amount: precision === 'exact' ? number : t(`office:amount.${precision}`, { number }) }
}
