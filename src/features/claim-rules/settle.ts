import {
  type ClaimGrantId,
  type CustomerId,
  type CustomerIdentityId,
  type MembershipId,
  type MembershipTypeId,
  newId,
  type SsoProviderId,
} from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Claims } from '../../protocol/client/claims.ts'
import type { CustomerTags } from '../customer-tags/index.ts'
import type { Memberships } from '../memberships/index.ts'
import { adjustMemberships } from './adjust.ts'
import { evaluate } from './rules/evaluate.ts'
import { foundText } from './rules/found-text.ts'
import { type GrantPlan, planGrants, type Wanted } from './rules/plan.ts'
import { conditionText, wordsOf } from './rules/words.ts'
import { claimGrantStore } from './store/grants.ts'
import { claimRuleStore } from './store/rules.ts'
import type { ClaimRule, GrantCause, OpenGrant, Place } from './types.ts'

export interface SettleDeps {
  readonly ruled: Memberships['ruled']
  readonly customerTags: Pick<CustomerTags, 'giveByRule' | 'takeByRule'>
}

/** Whose grants are settled, and by what. */
export interface Settling {
  readonly customerId: CustomerId
  /** Null for grants whose identity was never known. */
  readonly identityId: CustomerIdentityId | null
  /** What the provider said; null when nothing that it said counts any more. */
  readonly said: {
    readonly providerId: SsoProviderId
    /** Null when that was not kept: then only what is marked or over ends. */
    readonly claims: Claims | null
  } | null
  /** Why what does not hold ends. */
  readonly cause: GrantCause
  /** Otherwise nothing new is given. */
  readonly isLogin: boolean
}

/** Brings what rules gave somebody in line with what a provider says, in the transaction of whoever knows it. */
export function createSettle({ clock, random }: Pick<Platform, 'clock' | 'random'>, deps: SettleDeps) {
  const { ruled, customerTags } = deps

  async function wantedOf(q: Database, place: Place, { said }: Settling): Promise<Wanted[]> {
    if (said === null || said.claims === null) return []
    const { providerId, claims } = said
    const rules = await claimRuleStore(q).hold(place.id, providerId)
    return rules.flatMap((rule) => {
      const { holds, found } = evaluate(rule, claims)
      return holds ? [{ rule, found: foundText(found) }] : []
    })
  }

  const endOf =
    (place: Place) =>
    ({ effect }: ClaimRule, seenAt: number) =>
      effect.kind === 'tag' ? null : ruled.endAfter(place, seenAt, effect.validDays)

  async function membershipsOf(q: Database, place: Place, grants: readonly OpenGrant[]) {
    const ids = [...new Set(grants.flatMap(({ membershipId }) => membershipId ?? []))]
    return new Map((await ruled.byIds(q, place.id, ids)).map((membership) => [membership.id, membership]))
  }

  async function open(q: Database, place: Place, settling: Settling, { opens }: GrantPlan): Promise<OpenGrant[]> {
    const { customerId, identityId } = settling
    const seenAt = clock.now()
    const made = new Map<MembershipTypeId, MembershipId | null>()
    const opened: OpenGrant[] = []
    const ends = opens.map(({ wanted, shares }) => ({ wanted, shares, endsAt: endOf(place)(wanted.rule, seenAt) }))
    for (const { wanted, shares, endsAt } of ends.sort((a, b) => (b.endsAt ?? 0) - (a.endsAt ?? 0))) {
      const { rule } = wanted
      const words = wordsOf(wanted)
      let membershipId = shares
      if (rule.effect.kind === 'tag') {
        await customerTags.giveByRule(q, place.id, customerId, rule.effect.tag, words)
      } else if (membershipId === null && endsAt !== null) {
        const { typeId } = rule.effect
        membershipId = made.get(typeId) ?? (await ruled.grant(q, place, customerId, { typeId, endsAt }, words))
        made.set(typeId, membershipId)
      }
      const grant = {
        id: newId<ClaimGrantId>(random),
        customerId,
        identityId,
        ruleId: rule.id,
        membershipId,
        tag: rule.effect.kind === 'tag' ? rule.effect.tag : null,
        condition: conditionText(rule),
        seenAt,
        endsAt,
        ending: null,
      }
      await claimGrantStore(q).insert(place.id, {
        id: grant.id,
        rule_id: rule.id,
        identity_id: grant.identityId,
        customer_id: customerId,
        membership_id: membershipId,
        tag: grant.tag,
        condition: grant.condition,
        granted_at: clock.now(),
        seen_at: seenAt,
        ends_at: endsAt,
        ending: null,
        ended_at: null,
      })
      opened.push(grant)
    }
    return opened
  }

  async function takeTags(q: Database, place: Place, closes: GrantPlan['closes'], after: readonly OpenGrant[]) {
    for (const { grant, cause } of closes) {
      if (grant.tag === null || after.some(({ tag }) => tag === grant.tag)) continue
      await customerTags.takeByRule(q, place.id, grant.customerId, grant.tag, { rule: grant.condition, cause })
    }
  }

  return async function settle(q: Database, place: Place, settling: Settling): Promise<void> {
    const { customerId, identityId, said, cause, isLogin } = settling
    const wanted = await wantedOf(q, place, settling)
    const grants = claimGrantStore(q)
    if (wanted.length === 0 && (await grants.openOf(place.id, customerId)).length === 0) return
    const isThere = await ruled.hold(q, place.id, customerId)
    const all = await grants.openOf(place.id, customerId)
    if (!isThere)
      return grants.close(
        place.id,
        all.map(({ id }) => id),
        clock.now(),
      )
    const isKnown = said === null || said.claims !== null
    const own = all.filter((grant) => grant.identityId === identityId && (isKnown || isDue(grant, clock.now())))
    const others = all.filter((grant) => !own.includes(grant))
    const memberships = await membershipsOf(q, place, all)
    const plan = planGrants({
      own,
      others,
      wanted,
      memberships,
      now: clock.now(),
      cause,
      loggedInAt: isLogin ? clock.now() : null,
      endOf: endOf(place),
    })
    for (const { grant, wanted: one } of plan.keeps) {
      await grants.keep(place.id, { ...grant, condition: conditionText(one.rule) })
    }
    await grants.close(
      place.id,
      plan.closes.map(({ grant }) => grant.id),
      clock.now(),
    )
    const opened = await open(q, place, settling, plan)
    const after = [...others, ...plan.keeps.map(({ grant }) => grant), ...opened]
    await adjustMemberships(q, place, ruled, { plan, before: all, after, memberships, now: clock.now() })
    await takeTags(q, place, plan.closes, after)
  }
}

function isDue({ ending, endsAt }: OpenGrant, now: number): boolean {
  return ending !== null || (endsAt !== null && endsAt < now)
}
