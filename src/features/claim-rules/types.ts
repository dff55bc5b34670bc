import type {
  ClaimGrantId,
  ClaimRuleId,
  CustomerId,
  MembershipTypeId,
  OrganizerId,
  SsoProviderId,
} from '../../core/ids.ts'
import type { Claims } from '../../protocol/client/claims.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'

/**
 * `equals`: the text, number or truth value is it. `contains`: the list holds it, or the text with commas or blanks does.
 * `exists`: there is something. `matches`: with `*` for anything.
 */
export const RULE_OPERATORS = ['equals', 'contains', 'exists', 'matches'] as const
export type RuleOperator = (typeof RULE_OPERATORS)[number]

export type RuleEffect =
  | { readonly kind: 'membership'; readonly typeId: MembershipTypeId; readonly validDays: number }
  | { readonly kind: 'tag'; readonly tag: string }

/** What a claim gives as long as it holds. Instants in ms. */
export interface ClaimRule {
  readonly id: ClaimRuleId
  readonly organizerId: OrganizerId
  readonly providerId: SsoProviderId
  readonly isActive: boolean
  readonly claim: string
  readonly operator: RuleOperator
  readonly value: string
  readonly effect: RuleEffect
  readonly createdAt: number
  readonly modifiedAt: number
}

export type ClaimRuleInput = Pick<ClaimRule, 'isActive' | 'claim' | 'operator' | 'value' | 'effect'>

/** What rules would do with claims. */
export interface RuleForecast {
  readonly rule: ClaimRule
  readonly holds: boolean
  /** What the claim's path leads to; undefined for nothing. */
  readonly found: unknown
}

/** Something that a rule gave. */
export interface ClaimGrant {
  readonly id: ClaimGrantId
  readonly customerId: CustomerId
  readonly ruleId: ClaimRuleId | null
  readonly effect: RuleEffect
  readonly grantedAt: number
  readonly endedAt: number | null
}

/** Adds itself to `identities.onArrival` and `onUnlinked`. */
export interface ClaimRules {
  of(organizerId: OrganizerId, providerId: SsoProviderId): Promise<readonly ClaimRule[]>
  create(organizer: Organizer, providerId: SsoProviderId, input: ClaimRuleInput, actor: AuditActor): Promise<ClaimRule>
  update(organizer: Organizer, id: ClaimRuleId, input: ClaimRuleInput, actor: AuditActor): Promise<ClaimRule>
  /** What it gave ends. */
  remove(organizer: Organizer, id: ClaimRuleId, actor: AuditActor): Promise<void>
  forecast(rules: readonly ClaimRule[], claims: Claims): readonly RuleForecast[]
  /** Ends memberships of rules whose time is over. */
  cleanUp(): Promise<number>
}
