import {
  localized,
  type Membership,
  type MembershipType,
  stateOf,
  type UsedMembership,
} from '../features/memberships/index.ts'
import type { Organizer } from '../features/organizers/index.ts'

/** A type in the words of the API. */
export function membershipTypeJson({ id, name, transferable, allowParallelUsage, maxUsages }: MembershipType) {
  return { id, name, transferable, allow_parallel_usage: allowParallelUsage, max_usages: maxUsages }
}

/** A membership in the words of the API, and its state. @param now instant in ms */
export function membershipJson(
  membership: Membership & Partial<Pick<UsedMembership, 'used'>>,
  customer: string,
  now: number,
) {
  const { id, type, startsAt, endsAt, isTest, isCanceled, attendeeNameParts, used = 0 } = membership
  return {
    id,
    customer,
    membership_type: type.id,
    testmode: isTest,
    canceled: isCanceled,
    date_start: new Date(startsAt).toISOString(),
    date_end: new Date(endsAt).toISOString(),
    attendee_name_parts: Object.keys(attendeeNameParts).length > 0 ? attendeeNameParts : null,
    usages: used,
    max_usages: type.maxUsages,
    state: STATES[stateOf(membership, now)],
  }
}

/** Name of a type in the language of the organizer. */
export function typeName({ name }: Pick<MembershipType, 'name'>, { locale }: Organizer): string {
  return localized(name, locale)
}

const STATES = { valid: 'valid', notYet: 'not_yet', ended: 'ended', canceled: 'canceled' } as const
