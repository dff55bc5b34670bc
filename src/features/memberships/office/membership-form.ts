import { z } from 'zod'
import { DAY } from '../../../core/clock.ts'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { looksLikeId, type MembershipTypeId } from '../../../core/ids.ts'
import { isNameSchemeKey, NAME_SCHEMES, type NameParts, type NameSchemeKey } from '../../../core/person-names.ts'
import { checkName } from '../../customers/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { endOfDay, plusMonths, startOfDay, wallTime } from '../rules/local-time.ts'
import { readMoment } from '../rules/moment.ts'
import type { Membership, MembershipInput } from '../types.ts'

const text = (max: number) => z.string().max(max).catch('')
const fields = z.object({
  membership_type: text(50),
  date_start: text(50),
  date_end: text(50),
  testmode: z
    .string()
    .transform(() => true)
    .catch(false),
  modified_at: z.coerce.number().int().catch(0),
})
const anyFields = z.record(z.string(), z.unknown()).catch({})

/** The form of a membership as it stands on the page. Times are those on the wall at the organizer: `2027-08-31T23:59`. */
export interface MembershipForm extends z.infer<typeof fields> {
  readonly scheme: NameSchemeKey
  readonly name: NameParts
}

/** A year from today. @param typeId the only type, if there is one only; @param now instant in ms */
export function newMembershipForm(
  organizer: Organizer,
  typeId: MembershipTypeId | undefined,
  now: number,
): MembershipForm {
  const today = startOfDay(wallTime(now, organizer.timeZone))
  return {
    membership_type: typeId ?? '',
    date_start: wallText(today),
    date_end: wallText(endOfDay(plusMonths(today, 12) - DAY)),
    testmode: false,
    modified_at: 0,
    scheme: organizer.settings.name_scheme,
    name: {},
  }
}

/** The form with what is stored. */
export function membershipFormOf(membership: Membership, organizer: Organizer): MembershipForm {
  const { type, startsAt, endsAt, isTest, modifiedAt, attendeeNameParts } = membership
  return {
    membership_type: type.id,
    date_start: wallText(wallTime(startsAt, organizer.timeZone)),
    date_end: wallText(wallTime(endsAt, organizer.timeZone)),
    testmode: isTest,
    modified_at: modifiedAt,
    scheme: schemeOf(attendeeNameParts, organizer),
    name: shownName(attendeeNameParts, schemeOf(attendeeNameParts, organizer)),
  }
}

/** The form as somebody filled it in. @param stored the name as it is now, whose parts the form asks for */
export function readMembershipForm(body: unknown, organizer: Organizer, stored: NameParts = {}): MembershipForm {
  const sent = anyFields.parse(body)
  const scheme = schemeOf(stored, organizer)
  const parts = NAME_SCHEMES[scheme].parts.map((part) => [part, text(1000).parse(sent[part])])
  return { ...fields.parse(sent), scheme, name: Object.fromEntries(parts) }
}

/**
 * What the form wants to be stored. An end that is given to the minute lasts to the end of that minute.
 * @param before the membership that is changed: a time that shows what it showed stays as it is
 * @throws InvalidInput by field of the form
 */
export function membershipInputOf(
  form: MembershipForm,
  organizer: Organizer,
  before: Membership | null,
): Required<Omit<MembershipInput, 'isCanceled'>> {
  const problems: Record<string, Message> = {}
  const shown = before && membershipFormOf(before, organizer)
  const momentOf = (field: 'date_start' | 'date_end') =>
    readMoment(form[field], organizer.timeZone, field === 'date_end' ? 'end' : 'start')
  const startsAt = before && form.date_start === shown?.date_start ? before.startsAt : momentOf('date_start')
  const endsAt = before && form.date_end === shown?.date_end ? before.endsAt : momentOf('date_end')
  const titles = organizer.settings.name_scheme_titles
  const checked = checkName(form.name, { scheme: form.scheme, required: false, titles })
  if (!looksLikeId(form.membership_type)) problems.membership_type = { key: 'memberships:bad.type' }
  if (Number.isNaN(startsAt)) problems.date_start = { key: 'memberships:bad.date' }
  if (Number.isNaN(endsAt)) problems.date_end = { key: 'memberships:bad.date' }
  else if (endsAt <= startsAt) problems.date_end = { key: 'memberships:bad.endBeforeStart' }
  Object.assign(problems, checked.problems)
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  const typeId = form.membership_type as MembershipTypeId
  return { typeId, startsAt, endsAt, attendeeNameParts: checked.parts }
}

function wallText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16)
}

/** A stored name keeps its scheme, so that nothing of it is lost. */
function schemeOf({ _scheme }: NameParts, { settings }: Organizer): NameSchemeKey {
  return _scheme !== undefined && isNameSchemeKey(_scheme) ? _scheme : settings.name_scheme
}

function shownName({ _legacy, ...parts }: NameParts, scheme: NameSchemeKey): NameParts {
  const names: readonly string[] = NAME_SCHEMES[scheme].parts
  const whole = names.includes('full_name') ? 'full_name' : 'family_name'
  return Object.fromEntries(names.map((part) => [part, parts[part] ?? (part === whole ? (_legacy ?? '') : '')]))
}
