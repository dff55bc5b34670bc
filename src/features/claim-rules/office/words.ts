import type { ClaimRuleInput } from '../types.ts'
import type { Telling } from './context.ts'

/** A condition as people read it. */
export function conditionWords({ t }: Pick<Telling, 't'>, input: Pick<ClaimRuleInput, 'claim' | 'operator' | 'value'>) {
  const { claim, operator, value } = input
  return t(`claimRules:condition.${operator}`, { claim, value })
}

/** What a rule gives, as people read it. */
export function effectWords({ t, typeName }: Pick<Telling, 't' | 'typeName'>, { effect }: ClaimRuleInput): string {
  return effect.kind === 'tag'
    ? t('claimRules:effect.tag', { tag: effect.tag })
    : t('claimRules:effect.membership', { type: typeName(effect.typeId), count: effect.validDays })
}
