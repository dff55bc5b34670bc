import { z } from 'zod'
import type { MembershipTypeId } from '../../../core/ids.ts'
import { type ClaimRule, type ClaimRuleInput, RULE_OPERATORS, type RuleEffect } from '../types.ts'

const text = (max: number) => z.string().max(max).catch('')

const fields = z.object({
  is_active: z.string().max(10).catch(''),
  claim: text(1000),
  operator: text(30),
  value: text(1000),
  effect: text(30),
  membership_type: text(100),
  valid_days: text(30),
  tag: text(1000),
})

/** The form of a rule as it stands on the page. */
export type RuleForm = z.infer<typeof fields>

export function emptyForm(): RuleForm {
  return {
    is_active: 'on',
    claim: '',
    operator: 'contains',
    value: '',
    effect: 'membership',
    membership_type: '',
    valid_days: '30',
    tag: '',
  }
}

export function readForm(body: unknown): RuleForm {
  return fields.parse(typeof body === 'object' && body !== null ? body : {})
}

export function formOf({ isActive, claim, operator, value, effect }: ClaimRule): RuleForm {
  const given =
    effect.kind === 'tag'
      ? { tag: effect.tag }
      : { membership_type: effect.typeId, valid_days: String(effect.validDays) }
  return { ...emptyForm(), is_active: isActive ? 'on' : '', claim, operator, value, effect: effect.kind, ...given }
}

/** What was asked for; what is nonsense is left to the check of the service, which names the field. */
export function inputOf(form: RuleForm): ClaimRuleInput {
  const days = form.valid_days.trim()
  const effect: RuleEffect =
    form.effect !== 'membership'
      ? { kind: form.effect as 'tag', tag: form.tag }
      : {
          kind: 'membership',
          typeId: form.membership_type as MembershipTypeId,
          validDays: /^\d{1,6}$/.test(days) ? Number(days) : Number.NaN,
        }
  return {
    isActive: form.is_active === 'on',
    claim: form.claim,
    operator: RULE_OPERATORS.find((operator) => operator === form.operator) ?? ('' as never),
    value: form.value,
    effect,
  }
}
