import { InvalidInput, type Message } from '../../../core/errors.ts'
import { checkTag } from '../../customer-tags/index.ts'
import { type ClaimRuleInput, RULE_OPERATORS, type RuleCondition, type RuleEffect } from '../types.ts'

export const MAX_CLAIM = 200
export const MAX_VALUE = 200
export const MAX_DAYS = 3660

const UNSEEN = /\p{C}/u

/**
 * A rule as it is kept: without blanks around texts, with a value only where there is something to compare.
 * @throws InvalidInput by field: `claim`, `operator`, `value`, `effect`, `valid_days`, `tag`
 */
export function checkRule(input: ClaimRuleInput): ClaimRuleInput {
  const problems: Record<string, Message> = {}
  const condition = readCondition(input, problems)
  const effect = checkEffect(input.effect, problems)
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return { isActive: input.isActive, ...condition, effect }
}

/** What a rule looks at, as it would be kept. @throws InvalidInput by field: `claim`, `operator`, `value` */
export function checkCondition(input: RuleCondition): RuleCondition {
  const problems: Record<string, Message> = {}
  const condition = readCondition(input, problems)
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return condition
}

function readCondition(input: RuleCondition, problems: Record<string, Message>): RuleCondition {
  const claim = input.claim.trim()
  const value = input.operator === 'exists' ? '' : input.value.trim()
  if (claim === '') problems.claim = { key: 'claimRules:bad.claim' }
  else if (!isText(claim, MAX_CLAIM)) problems.claim = { key: 'claimRules:bad.text', params: { max: MAX_CLAIM } }
  if (!RULE_OPERATORS.includes(input.operator)) problems.operator = { key: 'claimRules:bad.operator' }
  if (input.operator !== 'exists' && value === '') problems.value = { key: 'claimRules:bad.value' }
  else if (!isText(value, MAX_VALUE)) problems.value = { key: 'claimRules:bad.text', params: { max: MAX_VALUE } }
  return { claim, operator: input.operator, value }
}

/** Whether a changed rule would give other people something, or people something else. */
export function isOtherRule(before: ClaimRuleInput, after: ClaimRuleInput): boolean {
  const told = ({ claim, operator, value, effect }: ClaimRuleInput) =>
    JSON.stringify([claim, operator, value, effect.kind === 'tag' ? effect.tag : [effect.typeId, effect.validDays]])
  return told(before) !== told(after)
}

function checkEffect(effect: RuleEffect, problems: Record<string, Message>): RuleEffect {
  if (effect.kind === 'membership') {
    const { validDays } = effect
    if (!Number.isInteger(validDays) || validDays < 1 || validDays > MAX_DAYS) {
      problems.valid_days = { key: 'claimRules:bad.days', params: { max: MAX_DAYS } }
    }
    return effect
  }
  if (effect.kind !== 'tag') {
    problems.effect = { key: 'claimRules:bad.effect' }
    return effect
  }
  try {
    return { kind: 'tag', tag: checkTag(effect.tag) }
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    Object.assign(problems, error.fields)
    return effect
  }
}

function isText(text: string, max: number): boolean {
  return text.length <= max && !UNSEEN.test(text)
}
