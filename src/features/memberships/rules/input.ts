import { DAY } from '../../../core/clock.ts'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { displayName, type NameParts } from '../../../core/person-names.ts'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import type { Membership, MembershipInput, MembershipType } from '../types.ts'
import { wallTime } from './local-time.ts'
import { localized } from './localized.ts'

export type MembershipFields = Pick<
  Membership,
  'isCanceled' | 'startsAt' | 'endsAt' | 'attendeeNameParts' | 'attendeeName'
> & { readonly typeId: MembershipType['id'] }

/** Years that people mean: 1900 to 2199. */
const EARLIEST = Date.UTC(1900, 0)
const LATEST = Date.UTC(2200, 0) - DAY
/** A name is 255 characters at most; its keys and marks come on top. */
const MAX_NAME_JSON = 1000

/**
 * What a membership is to be, from what it was and what is given.
 * @throws InvalidInput by field: `date_start`, `date_end`, `attendee_name_parts`
 */
export function checkMembership(input: Partial<MembershipInput>, before: MembershipFields): MembershipFields {
  const { startsAt = before.startsAt, endsAt = before.endsAt } = input
  const problems: Record<string, Message> = {}
  if (!isReal(startsAt)) problems.date_start = { key: 'memberships:bad.date' }
  if (!isReal(endsAt)) problems.date_end = { key: 'memberships:bad.date' }
  else if (isReal(startsAt) && endsAt <= startsAt) problems.date_end = { key: 'memberships:bad.endBeforeStart' }
  const attendeeNameParts = input.attendeeNameParts ?? before.attendeeNameParts
  if (JSON.stringify(attendeeNameParts).length > MAX_NAME_JSON) {
    problems.attendee_name_parts = { key: 'memberships:bad.long', params: { max: 255 } }
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return {
    typeId: input.typeId ?? before.typeId,
    isCanceled: input.isCanceled ?? before.isCanceled,
    startsAt,
    endsAt,
    attendeeNameParts,
    attendeeName: displayName(attendeeNameParts),
  }
}

/** What the history keeps of a membership. Times as clocks at the organizer show them. */
export function membershipFields(
  { isCanceled, startsAt, endsAt, attendeeNameParts }: Omit<MembershipFields, 'typeId' | 'attendeeName'>,
  type: MembershipType,
  { timeZone, locale }: { readonly timeZone: string; readonly locale: Locale },
): Readonly<Record<string, unknown>> {
  return {
    membership_type: localized(type.name, locale),
    date_start: wallText(startsAt, timeZone),
    date_end: wallText(endsAt, timeZone),
    attendee_name_parts: hasName(attendeeNameParts) ? attendeeNameParts : null,
    canceled: isCanceled,
  }
}

/** What the history keeps of a membership that came to be or is gone: no more than says something. */
export function wholeMembership(
  membership: Membership,
  type: MembershipType,
  place: { readonly timeZone: string; readonly locale: Locale },
): Readonly<Record<string, unknown>> {
  const { membership_type: _, canceled, ...fields } = membershipFields(membership, type, place)
  return { ...fields, ...(canceled === true && { canceled }), ...(membership.isTest && { testmode: true }) }
}

export function hasName(parts: NameParts): boolean {
  return Object.keys(parts).length > 0
}

function wallText(instant: number, timeZone: string): string {
  return new Date(wallTime(instant, timeZone)).toISOString().slice(0, 16).replace('T', ' ')
}

function isReal(instant: number): boolean {
  return Number.isInteger(instant) && instant >= EARLIEST && instant <= LATEST
}
