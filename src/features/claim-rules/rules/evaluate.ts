import { type Claims, claimAt } from '../../../protocol/client/claims.ts'
import type { ClaimRule, RuleForecast, RuleOperator } from '../types.ts'
import { isThere, listedValues, singleValues } from './found-values.ts'
import { isLike } from './wildcard.ts'

type Condition = Pick<ClaimRule, 'claim' | 'operator' | 'value'>

/**
 * Whether a rule holds for what a provider said. Case, blanks around a value and how an accent is written do not matter: directories
 * do not tell them apart either, and one provider writes a group in another way than the next. Never throws, whatever the claims are.
 */
export function evaluate({ claim, operator, value }: Condition, claims: Claims): { holds: boolean; found: unknown } {
  const found = claimAt(claims, claim)
  return { holds: found !== undefined && holds(operator, found, fold(value)), found }
}

/** What rules would do with claims, in their order. */
export function forecast(rules: readonly ClaimRule[], claims: Claims): readonly RuleForecast[] {
  return rules.map((rule) => ({ rule, ...evaluate(rule, claims) }))
}

function holds(operator: RuleOperator, found: unknown, wanted: string): boolean {
  switch (operator) {
    case 'exists':
      return isThere(found)
    case 'equals':
      return wanted !== '' && isOne(found, wanted)
    case 'contains':
      return wanted !== '' && listedValues(found).some((value) => fold(value) === wanted)
    case 'matches':
      return wanted !== '' && listedValues(found).some((value) => isFilledAndLike(fold(value), wanted))
  }
}

/** A list of one value is that value: some providers send a list as soon as there could be several. */
function isOne(found: unknown, wanted: string): boolean {
  if (typeof found === 'object' && !Array.isArray(found)) return false
  const [only, ...others] = singleValues(found)
  return only !== undefined && others.length === 0 && fold(only) === wanted
}

function isFilledAndLike(value: string, pattern: string): boolean {
  return value !== '' && isLike(value, pattern)
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}
