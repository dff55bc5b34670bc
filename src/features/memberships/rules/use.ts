import { MINUTE } from '../../../core/clock.ts'
import type { Message } from '../../../core/errors.ts'
import type { CustomerId, MembershipId, MembershipTypeId } from '../../../core/ids.ts'
import type { Membership } from '../types.ts'

export type UsableMembership = Pick<
  Membership,
  'id' | 'customerId' | 'type' | 'isTest' | 'isCanceled' | 'startsAt' | 'endsAt' | 'attendeeName'
>

/** When a ticket is valid. Instants in ms; null where the ticket itself says nothing. */
export interface TicketTimes {
  readonly validFrom: number | null
  readonly validUntil: number | null
  /** Of the event, or of the date in a series. */
  readonly eventStartsAt: number
}

/** A ticket that is to be bought, with the membership that was chosen for it. */
export interface MemberTicket extends TicketTimes {
  /** Types that its product asks for; null when it needs no membership. */
  readonly allowedTypes: readonly MembershipTypeId[] | null
  readonly membership: UsableMembership | null
  /** The customer chooses the first day after the order: until then only what cannot change is checked. */
  readonly startsLater: boolean
  /** null when nobody is asked for it. */
  readonly attendeeName: string | null
}

export interface UseContext {
  readonly customerId: CustomerId | null
  /** The order, or the event, is in test mode. */
  readonly isTest: boolean
  /** Instant in ms. */
  readonly now: number
  /** Tickets for which each membership is used already, without those of the order that is being changed. */
  readonly uses: ReadonlyMap<MembershipId, readonly TicketTimes[]>
}

/**
 * Whether each of these tickets can be had with its membership: what speaks against it, or null. A ticket counts for those after
 * it, so that a membership is not used twice in one order where it may be used once.
 */
export function checkMembershipUses(tickets: readonly MemberTicket[], context: UseContext): (Message | null)[] {
  const uses = new Map([...context.uses].map(([id, times]) => [id, [...times]]))
  return tickets.map((ticket) => {
    const { membership } = ticket
    const others = (membership && uses.get(membership.id)) ?? []
    const problem = checkMembershipUse(ticket, others, context)
    if (membership) uses.set(membership.id, [...others, ticket])
    return problem
  })
}

/** What speaks against this one ticket, or null. @param others tickets for which its membership is used already */
export function checkMembershipUse(
  ticket: MemberTicket,
  others: readonly TicketTimes[],
  context: Pick<UseContext, 'customerId' | 'isTest' | 'now'>,
): Message | null {
  const { membership, allowedTypes } = ticket
  if (membership === null) return allowedTypes === null ? null : says('missing')
  if (allowedTypes === null) return says('notNeeded')
  const { type } = membership
  if (membership.customerId !== context.customerId) return says('otherCustomer')
  if (membership.isCanceled) return says('canceled')
  if (membership.isTest !== context.isTest) return says(membership.isTest ? 'testOnly' : 'notInTest')
  if (!allowedTypes.includes(type.id)) return says('wrongType')
  const untimely = timeProblem(ticket, membership, context.now)
  if (untimely) return untimely
  if (usagesLeft(type.maxUsages, others.length) === 0) return says('usedUp')
  if (!type.allowParallelUsage && !ticket.startsLater && others.some((other) => meets(ticket, other))) {
    return says('parallel')
  }
  return fitsPerson(ticket.attendeeName, membership) ? null : says('otherPerson')
}

/** How often it can still be used; null: as often as one likes. */
export function usagesLeft(maxUsages: number | null, used: number): number | null {
  return maxUsages === null ? null : Math.max(0, maxUsages - used)
}

/** Whose name the ticket has: that of the membership, unless anybody may use it or it has none. */
export function attendeeNameFor(membership: Pick<Membership, 'type' | 'attendeeName'>, typed: string): string {
  return membership.type.transferable || membership.attendeeName === '' ? typed : membership.attendeeName
}

function timeProblem(ticket: MemberTicket, { startsAt, endsAt }: UsableMembership, now: number): Message | null {
  if (ticket.startsLater) return endsAt < now ? says('ended') : null
  const start = startOf(ticket)
  if (start < startsAt) return says('notYet')
  return start > endsAt ? says('ended') : null
}

function startOf({ validFrom, eventStartsAt }: TicketTimes): number {
  return validFrom ?? eventStartsAt
}

/** Two whole ranges that share a moment, or two beginnings in the same minute. */
function meets(one: TicketTimes, other: TicketTimes): boolean {
  const [range, otherRange] = [rangeOf(one), rangeOf(other)]
  if (range && otherRange) return range.from <= otherRange.until && otherRange.from <= range.until
  if (range || otherRange) return false
  return Math.abs(startOf(one) - startOf(other)) <= MINUTE
}

function rangeOf({ validFrom, validUntil }: TicketTimes): { from: number; until: number } | null {
  return validFrom === null || validUntil === null ? null : { from: validFrom, until: validUntil }
}

/** A ticket without a name takes that of the membership. */
function fitsPerson(attendeeName: string | null, membership: UsableMembership): boolean {
  const typed = attendeeName?.trim() ?? ''
  return typed === '' || attendeeNameFor(membership, typed) === typed
}

function says(problem: string): Message {
  return { key: `memberships:use.${problem}` }
}
