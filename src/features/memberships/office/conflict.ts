import { z } from 'zod'
import { displayName, type NameParts } from '../../../core/person-names.ts'
import type { Conflict } from '../../../ui/conflict-notice.tsx'
import type { MembershipType } from '../types.ts'
import type { Telling } from './context.ts'
import type { MembershipForm } from './membership-form.ts'

const COMPARED = ['membership_type', 'date_start', 'date_end', 'attendee_name_parts'] as const
type Compared = (typeof COMPARED)[number]

const anyFields = z.record(z.string(), z.unknown()).catch({})
const partsSchema = z.record(z.string(), z.string().max(1000)).catch({})
const text = z.string().max(5000).catch('')

/** What a form showed before somebody typed, as it travels with the form in hidden fields. */
export type Shown = Readonly<Record<Compared, string>>

/** What came of two changes at once. */
export interface Merged {
  /** Mine, with what only the other one changed. */
  readonly form: MembershipForm
  /** What both changed. */
  readonly conflicts: Conflict[]
  /** What only the other one changed, a line for each field. */
  readonly taken: string[]
}

export function shownOf({ membership_type, date_start, date_end, name }: MembershipForm): Shown {
  return { membership_type, date_start, date_end, attendee_name_parts: JSON.stringify(filled(name)) }
}

export function readShown(body: unknown): Shown {
  const sent = anyFields.parse(body)
  const read = COMPARED.map((field) => [field, text.parse(sent[`was-${field}`])])
  return Object.fromEntries(read) as Record<Compared, string>
}

/** The form after somebody chose, for each field that both changed, whose value is kept. */
export function withChoices(form: MembershipForm, body: unknown): MembershipForm {
  const sent = anyFields.parse(body)
  const shown = readShown(body)
  return COMPARED.filter((field) => sent[`keep-${field}`] === 'theirs').reduce(
    (chosen, field) => withValue(chosen, field, shown[field]),
    form,
  )
}

/**
 * @param mine as it was sent
 * @param base as it was before I typed
 * @param theirs as it is saved now
 */
export function mergeForms(
  mine: MembershipForm,
  base: Shown,
  theirs: MembershipForm,
  types: readonly MembershipType[],
  telling: Telling,
): Merged {
  const [own, saved] = [shownOf(mine), shownOf(theirs)]
  const conflicts: Conflict[] = []
  const taken: string[] = []
  let form: MembershipForm = { ...mine, modified_at: theirs.modified_at }
  for (const name of COMPARED) {
    if (saved[name] === base[name] || saved[name] === own[name]) continue
    const label = telling.t(`memberships:field.${name}`)
    const say = (value: string) => valueText(name, value, types, telling)
    if (own[name] === base[name]) {
      form = withValue(form, name, saved[name])
      taken.push(`${label}: ${say(saved[name])}`)
    } else conflicts.push({ name, label, theirs: say(saved[name]), mine: say(own[name]) })
  }
  return { form, conflicts, taken }
}

function withValue(form: MembershipForm, field: Compared, value: string): MembershipForm {
  return field === 'attendee_name_parts' ? { ...form, name: readName(value) } : { ...form, [field]: value }
}

function valueText(field: Compared, value: string, types: readonly MembershipType[], { t, typeName }: Telling): string {
  if (field === 'attendee_name_parts') return nameText(readName(value)) || t('words:none')
  if (field !== 'membership_type') return value.replace('T', ' ')
  const type = types.find(({ id }) => id === value)
  return type ? typeName(type) : t('words:none')
}

function nameText(name: NameParts): string {
  return displayName(name) || Object.values(name).join(' ')
}

function readName(value: string): NameParts {
  try {
    return partsSchema.parse(JSON.parse(value))
  } catch {
    return {}
  }
}

function filled(name: NameParts): NameParts {
  return Object.fromEntries(Object.entries(name).filter(([, part]) => part.trim() !== ''))
}
