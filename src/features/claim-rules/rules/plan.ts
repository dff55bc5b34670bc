import type { MembershipId, MembershipTypeId } from '../../../core/ids.ts'
import type { ClaimRule, GrantCause, OpenGrant } from '../types.ts'

/** What a rule that holds gives. */
export interface Wanted {
  readonly rule: ClaimRule
  /** ms; null for tags. */
  readonly endsAt: number | null
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
  /** False when nobody logged in: then nothing new is given. */
  readonly isLogin: boolean
}

/** What becomes of what rules gave somebody. One rule gives an identity one thing at a time, and one type is given once. */
export function planGrants({ own, others, wanted, memberships, now, cause, isLogin }: Situation): GrantPlan {
  const typeOf = ({ membershipId }: OpenGrant) => memberships.get(membershipId ?? ('' as MembershipId))?.type.id
  const isSame = (grant: OpenGrant, { effect }: ClaimRule) =>
    effect.kind === 'tag' ? grant.tag === effect.tag : typeOf(grant) === effect.typeId

  const matched = own.map((grant) => ({
    grant,
    wanted: isOver(grant, now)
      ? undefined
      : wanted.find(({ rule }) => rule.id === grant.ruleId && (grant.ending === null || isSame(grant, rule))),
  }))
  const keeps = matched.flatMap(({ grant, wanted: found }) => (found ? [{ grant, wanted: found }] : []))
  const closes = matched
    .filter((match) => match.wanted === undefined)
    .map(({ grant }) => ({ grant, cause: grant.ending ?? (isOver(grant, now) ? 'timeout' : cause) }))
  const kept = new Set(keeps.map(({ wanted: { rule } }) => rule.id))

  const lasting = [...keeps.map(({ grant }) => grant), ...others].filter((grant) => isLiving(grant, now))
  const passing = closes.map(({ grant }) => grant).filter((grant) => !isOver(grant, now) && !isCanceled(grant))
  const shared = ({ effect }: ClaimRule) =>
    effect.kind === 'tag'
      ? null
      : ([...lasting, ...passing].find((grant) => typeOf(grant) === effect.typeId)?.membershipId ?? null)
  const opens = isLogin ? wanted.filter(({ rule }) => !kept.has(rule.id)) : []
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
