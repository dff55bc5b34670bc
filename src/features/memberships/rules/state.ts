import type { Membership } from '../types.ts'

export type MembershipState = 'valid' | 'notYet' | 'ended' | 'canceled'

/** @param now instant in ms */
export function stateOf(
  { isCanceled, startsAt, endsAt }: Pick<Membership, 'isCanceled' | 'startsAt' | 'endsAt'>,
  now: number,
): MembershipState {
  if (isCanceled) return 'canceled'
  if (now < startsAt) return 'notYet'
  return now > endsAt ? 'ended' : 'valid'
}

/** Valid now or later. @param now instant in ms */
export function isCurrent(membership: Pick<Membership, 'isCanceled' | 'startsAt' | 'endsAt'>, now: number): boolean {
  const state = stateOf(membership, now)
  return state === 'valid' || state === 'notYet'
}
