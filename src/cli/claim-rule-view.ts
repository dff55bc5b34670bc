import { type ClaimRuleId, looksLikeId } from '../core/ids.ts'
import type { ClaimRule, ClaimRules } from '../features/claim-rules/index.ts'
import type { Memberships } from '../features/memberships/index.ts'
import type { Organizer } from '../features/organizers/index.ts'
import { typeName } from './membership-view.ts'
import { NothingFound } from './nothing-found.ts'

/** The flags that name one rule. */
export const ONE_RULE = {
  organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
  rule: { type: 'string', required: true, summary: 'ID of the rule, as the list shows it' },
} as const

/** @throws NothingFound */
export async function findRule(
  claimRules: Pick<ClaimRules, 'byId'>,
  { id, slug }: Organizer,
  rule: string,
): Promise<ClaimRule> {
  const found = looksLikeId(rule) ? await claimRules.byId(id, rule as ClaimRuleId) : null
  if (!found) throw new NothingFound(`${slug} has no rule "${rule}"`)
  return found
}

/** A rule for programs. @param provider short form of its provider */
export function ruleJson({ id, isActive, claim, operator, value, effect, createdAt }: ClaimRule, provider: string) {
  return {
    id,
    provider,
    active: isActive,
    claim,
    operator,
    value: operator === 'exists' ? null : value,
    gives: effect.kind,
    membership_type: effect.kind === 'membership' ? effect.typeId : null,
    valid_days: effect.kind === 'membership' ? effect.validDays : null,
    tag: effect.kind === 'tag' ? effect.tag : null,
    created_at: new Date(createdAt).toISOString(),
  }
}

/** The same for people: `groups contains "student"`, and what it gives. */
export async function ruleCells(
  { claim, operator, value, effect }: ClaimRule,
  organizer: Organizer,
  memberships: Pick<Memberships, 'types'>,
): Promise<string[]> {
  const condition = operator === 'exists' ? `${claim} exists` : `${claim} ${operator} "${value}"`
  if (effect.kind === 'tag') return [condition, `tag ${effect.tag}`]
  const type = (await memberships.types(organizer.id)).find(({ id }) => id === effect.typeId)
  const days = effect.validDays === 1 ? '1 day' : `${effect.validDays} days`
  return [condition, `membership ${type ? typeName(type, organizer) : effect.typeId}, ${days}`]
}
