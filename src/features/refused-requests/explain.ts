import type { TextKey, Translate } from '../../platform/i18n/i18n.ts'
import { type AddressDifference, addressDifference } from './difference.ts'
import { rules } from './locales/rules-en.ts'
import type { Refusal } from './types.ts'

/** Rules whose values are two addresses to be compared. */
const ADDRESSES = new Set(['redirect_uri_differs', 'redirect_uri_not_of_code', 'post_logout_redirect_uri_differs'])
const NOTHING = '–'

export interface Explanation {
  /** What happened, in one sentence. */
  readonly why: string
  readonly fix: string
  /** How two addresses differ, and how that is said; null for rules about something else. */
  readonly difference: (AddressDifference & { readonly text: string }) | null
}

/** A refusal in plain words. */
export function explain(t: Translate, refusal: Refusal): Explanation {
  const { expected, sent, description } = refusal
  const rule = refusal.rule !== null && Object.hasOwn(rules, refusal.rule) ? refusal.rule : 'unknown'
  const params = { expected: expected ?? NOTHING, sent: sent ?? NOTHING, description }
  const word = (part: 'why' | 'fix') => t(`refusedRequests:rule.${rule}.${part}` as TextKey, params)
  return { why: word('why'), fix: word('fix'), difference: differenceOf(t, rule, expected, sent) }
}

function differenceOf(t: Translate, rule: string, expected: string | null, sent: string | null) {
  if (!ADDRESSES.has(rule) || expected === null || expected === '' || sent === null) return null
  const difference = addressDifference(expected, sent)
  return { ...difference, text: t(`refusedRequests:difference.${difference.word}`, { after: difference.after }) }
}
