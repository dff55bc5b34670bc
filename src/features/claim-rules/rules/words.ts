import type { RuleWords } from '../../memberships/index.ts'
import type { ClaimRuleInput } from '../types.ts'
import type { Wanted } from './plan.ts'

/** A rule in words that are the same in every language, for the history: `groups contains "student"`. */
export function conditionText({
  claim,
  operator,
  value,
}: Pick<ClaimRuleInput, 'claim' | 'operator' | 'value'>): string {
  return operator === 'exists' ? `${claim} exists` : `${claim} ${operator} "${value}"`
}

export function wordsOf({ rule, found }: Wanted): RuleWords {
  return found === '' ? { rule: conditionText(rule) } : { rule: conditionText(rule), found }
}
