import type { MembershipId, MembershipTypeId } from '../../../core/ids.ts'
import type { ClaimRule, GrantCause, OpenGrant } from '../types.ts'

/** What a rule that holds gives. */
export interface Wanted {
  readonly rule: ClaimRule
  /** What it found, for the history. */
  readonly found: string
}

/** A membership as far as rules need to know. */
export interface KnownMembership {
  readonly type: { readonly id: MembershipTypeId }
  readonly isCanceled: boolean
}

export interface GrantPlan {
  readonly closes: readonly { readonly grant: OpenGrant; readonly cause: GrantCause }[]
  /** `grant` as it goes on. */
  readonly keeps: readonly { readonly grant: OpenGrant; readonly wanted: Wanted }[]
  /** `shares`: the membership of another rule that gives the same type. */
  readonly opens: readonly { readonly wanted: Wanted; readonly shares: MembershipId | null }[]
}

export interface Situation {
  /** Open grants of the identity. */
  readonly own: readonly OpenGrant[]
  /** Open grants of the same customer by other identities. */
  readonly others: readonly OpenGrant[]
  readonly wanted: readonly Wanted[]
  readonly memberships: ReadonlyMap<MembershipId, KnownMembership>
  /** Instant in ms. */
  readonly now: number
  /** Why what is not wanted ends, unless it is known better. */
  readonly cause: GrantCause
  /** When somebody logged in, in ms; null when nobody did: then nothing new is given, and nothing lasts longer. */
  readonly loggedInAt: number | null
  /** The end of what a rule gives, for a login at an instant in ms; null for tags. */
  readonly endOf: (rule: ClaimRule, seenAt: number) => number | null
}

/** What becomes of what rules gave somebody. One rule gives an identity one thing at a time, and one type is given once. */
export function planGrants({ own, others, wanted, memberships, now, cause, ...more }: Situation): GrantPlan {
  const typeOf = ({ membershipId }: OpenGrant) => memberships.get(membershipId ?? ('' as MembershipId))?.type.id
  const isSame = (grant: OpenGrant, { effect }: ClaimRule) =>
    effect.kind === 'tag' ? grant.tag === effect.tag : typeOf(grant) === effect.typeId

  const keepOf = (grant: OpenGrant) => {
    const found = wanted.find(({ rule }) => rule.id === grant.ruleId)
    if (!found || isOver(grant, now) || (grant.ending !== null && !isSame(grant, found.rule))) return null
    const seenAt = more.loggedInAt ?? grant.seenAt
    const kept = { ...grant, seenAt, endsAt: more.endOf(found.rule, seenAt), ending: null }
    return isOver(kept, now) ? null : { grant: kept, wanted: found }
  }
  const keeps = own.map(keepOf).filter((keep) => keep !== null)
  const stays = new Set(keeps.map(({ grant }) => grant.id))
  const closes = own
    .filter(({ id }) => !stays.has(id))
    .map((grant) => ({ grant, cause: grant.ending ?? (isOver(grant, now) ? 'timeout' : cause) }))
  const kept = new Set(keeps.map(({ wanted: { rule } }) => rule.id))

  const lasting = [...keeps.map(({ grant }) => grant), ...others].filter((grant) => isLiving(grant, now))
  const passing = closes.map(({ grant }) => grant).filter((grant) => !isOver(grant, now) && !isCanceled(grant))
  const shared = ({ effect }: ClaimRule) =>
    effect.kind === 'tag'
      ? null
      : ([...lasting, ...passing].find((grant) => typeOf(grant) === effect.typeId)?.membershipId ?? null)
  const opens = more.loggedInAt !== null ? wanted.filter(({ rule }) => !kept.has(rule.id)) : []
  return { closes, keeps, opens: opens.map((one) => ({ wanted: one, shares: shared(one.rule) })) }

  function isCanceled({ membershipId }: OpenGrant): boolean {
    return memberships.get(membershipId ?? ('' as MembershipId))?.isCanceled ?? false
  }
}

/** No login showed the claim for too long. @param now instant in ms */
export function isOver({ endsAt }: Pick<OpenGrant, 'endsAt'>, now: number): boolean {
  return endsAt !== null && endsAt < now
}

/** @param now instant in ms */
export function isLiving(grant: OpenGrant, now: number): boolean {
  return grant.ending === null && !isOver(grant, now)
}
