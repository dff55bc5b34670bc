import type { MembershipId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Membership, Memberships } from '../memberships/index.ts'
import { type GrantPlan, isLiving, type Wanted } from './rules/plan.ts'
import { wordsOf } from './rules/words.ts'
import type { OpenGrant, Place } from './types.ts'

interface Changed {
  readonly plan: GrantPlan
  /** All open grants of the customer. */
  readonly before: readonly OpenGrant[]
  readonly after: readonly OpenGrant[]
  readonly memberships: ReadonlyMap<MembershipId, Membership>
  /** Instant in ms. */
  readonly now: number
}

/**
 * Memberships end with the last grant that has them, and else as late as those grants say. One whose end staff changed, or that is
 * cancelled, is not made longer again; it ends with the claim all the same.
 */
export async function adjustMemberships(
  q: Database,
  place: Place,
  ruled: Memberships['ruled'],
  { plan, before, after, memberships, now }: Changed,
): Promise<void> {
  for (const membership of memberships.values()) {
    const having = (grants: readonly OpenGrant[]) => grants.filter(({ membershipId }) => membershipId === membership.id)
    const closed = plan.closes.filter(({ grant }) => grant.membershipId === membership.id)
    const touched = [...plan.keeps.map(({ grant, wanted }) => ({ grant, wanted })), ...openedOn(plan, membership.id)]
    const wanted = touched.find(({ grant }) => grant === null || grant.membershipId === membership.id)?.wanted
    const left = having(after).filter((grant) => isLiving(grant, now))
    if (left.length > 0) {
      const isOurs = !membership.isCanceled && membership.endsAt === latest(having(before))
      const endsAt = latest(left)
      if (!isOurs || endsAt === membership.endsAt) continue
      const [first] = closed
      const words = wanted ? wordsOf(wanted) : first && { rule: first.grant.condition, cause: first.cause }
      if (words) await ruled.setEnd(q, place, membership, endsAt, words)
      continue
    }
    const ended = closed.find(({ cause }) => cause !== 'timeout')
    if (ended) await ruled.end(q, place, membership, { rule: ended.grant.condition, cause: ended.cause })
  }
}

function openedOn({ opens }: GrantPlan, id: MembershipId): { grant: null; wanted: Wanted }[] {
  return opens.filter(({ shares }) => shares === id).map(({ wanted }) => ({ grant: null, wanted }))
}

function latest(grants: readonly OpenGrant[]): number {
  return Math.max(...grants.map(({ endsAt }) => endsAt ?? 0))
}
