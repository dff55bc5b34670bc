import type { ClaimRuleInput } from '../types.ts'

/** What the history keeps of a rule. @param typeName of the type of membership, in the language of the organizer */
export function auditFields(
  { isActive, claim, operator, value, effect }: ClaimRuleInput,
  typeName: string | null,
): Readonly<Record<string, unknown>> {
  return {
    claim,
    operator,
    value: operator === 'exists' ? null : value,
    effect: effect.kind,
    membership_type: typeName,
    valid_days: effect.kind === 'membership' ? effect.validDays : null,
    tag: effect.kind === 'tag' ? effect.tag : null,
    is_active: isActive,
  }
}
