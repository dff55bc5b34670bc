import type {
  ClaimGrantId,
  ClaimRuleId,
  CustomerId,
  CustomerIdentityId,
  MembershipId,
  MembershipTypeId,
  OrganizerId,
  SsoProviderId,
} from '../../core/ids.ts'
import type { Claims } from '../../protocol/client/claims.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'

/**
 * `equals`: the text, number or truth value is it. `contains`: the list holds it, or the text with commas or blanks does.
 * `exists`: there is something. `matches`: with `*` for anything. Case does not matter.
 */
export const RULE_OPERATORS = ['equals', 'contains', 'exists', 'matches'] as const
export type RuleOperator = (typeof RULE_OPERATORS)[number]

export type RuleEffect =
  | { readonly kind: 'membership'; readonly typeId: MembershipTypeId; readonly validDays: number }
  | { readonly kind: 'tag'; readonly tag: string }

/** The organizer, as far as rules need to know. */
export type Place = Pick<Organizer, 'id' | 'timeZone' | 'locale'>

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

/** What a rule looks at. */
export type RuleCondition = Pick<ClaimRule, 'claim' | 'operator' | 'value'>

export type ClaimRuleInput = Pick<ClaimRule, 'isActive' | 'claim' | 'operator' | 'value' | 'effect'>

/** What rules would do with claims. */
export interface RuleForecast {
  readonly rule: ClaimRule
  readonly holds: boolean
  /** What the claim's path leads to; undefined for nothing. */
  readonly found: unknown
}

/** Why something that a rule gave ended. */
export type GrantCause =
  | 'claim_gone'
  | 'timeout'
  | 'rule_off'
  | 'rule_changed'
  | 'rule_removed'
  | 'provider_off'
  | 'unlinked'
  | 'anonymized'

/** Something that a rule gives, as long as it does. Instants in ms. */
export interface OpenGrant {
  readonly id: ClaimGrantId
  readonly customerId: CustomerId
  readonly identityId: CustomerIdentityId | null
  readonly ruleId: ClaimRuleId | null
  readonly membershipId: MembershipId | null
  readonly tag: string | null
  /** The rule in words, as it was. */
  readonly condition: string
  readonly seenAt: number
  /** Null for tags. */
  readonly endsAt: number | null
  /** Why it is to end although nobody logs in. */
  readonly ending: GrantCause | null
}

/** What a rule would do that is not saved yet. */
export interface RulePreview {
  /** What came last of the provider, with the names of all claims; null when nobody logged in yet. */
  readonly last: { readonly holds: boolean; readonly found: unknown; readonly names: readonly string[] } | null
  /** People whose last login was looked at: the latest ones. */
  readonly looked: number
  /** No more people are looked at than these. */
  readonly most: number
  /** For so many of them it holds. */
  readonly holds: number
  /** So many of them get it with their next login. */
  readonly gains: number
  /** So many of them have it from this rule and lose it. */
  readonly loses: number
}

/** Adds itself to `identities.onArrival` and `onUnlinked`, and to `providers.onAccessEnded`. Every change is written to the history in the same transaction. */
export interface ClaimRules {
  /** In their order. */
  of(organizerId: OrganizerId, providerId: SsoProviderId): Promise<readonly ClaimRule[]>
  byId(organizerId: OrganizerId, id: ClaimRuleId): Promise<ClaimRule | null>
  /** How many people have something from each rule; no entry for none. */
  holders(organizerId: OrganizerId, ids: readonly ClaimRuleId[]): Promise<ReadonlyMap<ClaimRuleId, number>>
  /** People get what it gives with their next login. @throws InvalidInput by field, NotFound */
  create(organizer: Organizer, providerId: SsoProviderId, input: ClaimRuleInput, actor: AuditActor): Promise<ClaimRule>
  /**
   * What it gave ends for those who, as far as their last login tells, would not get it any more. At once for a few hundred people,
   * soon for the others. @throws InvalidInput by field, NotFound
   */
  update(organizer: Organizer, id: ClaimRuleId, input: ClaimRuleInput, actor: AuditActor): Promise<ClaimRule>
  /** What it gave ends. @throws NotFound */
  remove(organizer: Organizer, id: ClaimRuleId, actor: AuditActor): Promise<void>
  /** As it would be kept. @throws InvalidInput by field */
  checkCondition(condition: RuleCondition): RuleCondition
  forecast(rules: readonly ClaimRule[], claims: Claims): readonly RuleForecast[]
  /** @param id the rule that is to be changed; null for a new one */
  preview(
    organizerId: OrganizerId,
    providerId: SsoProviderId,
    input: RuleCondition,
    id: ClaimRuleId | null,
  ): Promise<RulePreview>
  /** The rule that gave each of these memberships, in words; no entry for those that no rule gave. */
  givenBy(organizerId: OrganizerId, ids: readonly MembershipId[]): Promise<ReadonlyMap<MembershipId, string>>
  /** Ends what is to end at an organizer now, however many people have it; answers for how many. */
  endDue(organizerId: OrganizerId): Promise<number>
  /** Ends what is to end without a login; answers for how many people. To be run every hour. */
  cleanUp(): Promise<number>
}
