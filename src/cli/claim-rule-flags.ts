import type { MembershipTypeId } from '../core/ids.ts'
import type { ClaimRuleInput } from '../features/claim-rules/index.ts'
import type { FlagValues } from './flags.ts'
import { UsageError } from './usage-error.ts'

/** What a rule looks at. */
export const CONDITION_FLAGS = {
  claim: { type: 'string', summary: 'claim as the provider names it, such as groups or realm_access.roles' },
  operator: {
    type: 'string',
    choices: ['contains', 'equals', 'matches', 'exists'],
    summary: 'how it is compared; default contains',
  },
  value: { type: 'string', summary: 'what it is compared with; capital letters do not matter' },
} as const

/** All settings of a rule. */
export const RULE_FLAGS = {
  ...CONDITION_FLAGS,
  'membership-type': { type: 'string', summary: 'ID or name of the membership type that it gives' },
  'valid-days': { type: 'number', summary: 'how long a membership lasts after each login; default 30' },
  tag: { type: 'string', summary: 'tag that it gives instead of a membership' },
  active: { type: 'boolean', summary: 'the rule is on' },
  inactive: { type: 'boolean', summary: 'the rule is off; what it gave ends' },
} as const

type Values = FlagValues<typeof RULE_FLAGS>

const NOTHING_YET: ClaimRuleInput = {
  isActive: true,
  claim: '',
  operator: 'contains',
  value: '',
  effect: { kind: 'tag', tag: '' },
}
const DEFAULT_DAYS = 30

/**
 * A rule as the flags say; what they do not say stays as it is.
 * @param before null for a new rule
 * @param typeIdOf finds the ID of a membership type that is given by its name
 * @throws UsageError for flags that contradict each other
 */
export async function ruleInput(
  flags: Values,
  before: ClaimRuleInput | null,
  typeIdOf: (idOrName: string) => Promise<MembershipTypeId>,
): Promise<ClaimRuleInput> {
  if (flags.active && flags.inactive) throw new UsageError('--active and --inactive contradict each other')
  const known = before ?? NOTHING_YET
  return {
    ...conditionInput(flags, known),
    isActive: flags.active || (known.isActive && !flags.inactive),
    effect: await effectInput(flags, before, typeIdOf),
  }
}

/** What a rule looks at, as the flags say. */
export function conditionInput(
  { claim, operator, value }: FlagValues<typeof CONDITION_FLAGS>,
  before: Pick<ClaimRuleInput, 'claim' | 'operator' | 'value'> = NOTHING_YET,
) {
  return { claim: claim ?? before.claim, operator: operator ?? before.operator, value: value ?? before.value }
}

async function effectInput(
  { tag, 'membership-type': type, 'valid-days': days }: Values,
  before: ClaimRuleInput | null,
  typeIdOf: (idOrName: string) => Promise<MembershipTypeId>,
): Promise<ClaimRuleInput['effect']> {
  if (tag !== undefined && type !== undefined) throw new UsageError('--tag and --membership-type contradict each other')
  if (tag !== undefined) {
    if (days !== undefined) throw new UsageError('--valid-days is for memberships, a tag stays as long as it holds')
    return { kind: 'tag', tag }
  }
  const given = before?.effect
  if (type !== undefined) {
    const former = given?.kind === 'membership' ? given.validDays : DEFAULT_DAYS
    return { kind: 'membership', typeId: await typeIdOf(type), validDays: days ?? former }
  }
  if (given === undefined) throw new UsageError('give --membership-type or --tag')
  if (days === undefined) return given
  if (given.kind === 'tag') throw new UsageError('--valid-days is for memberships, this rule gives a tag')
  return { ...given, validDays: days }
}
