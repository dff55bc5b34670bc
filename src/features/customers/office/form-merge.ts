import { displayName } from '../../../core/person-names.ts'
import { profileKeys } from '../../../core/profile-fields.ts'
import type { Organizer } from '../../organizers/index.ts'
import { profileLabel } from '../profile-fields.tsx'
import type { OfficeContext } from './context.ts'
import type { CustomerForm } from './form.ts'
import { type FormBase, readBase, writeBase } from './form-base.ts'

const SIMPLE = ['email', 'phone', 'locale', 'external_identifier', 'notes'] as const
const BOXES = ['is_active', 'is_verified', 'phone_verified'] as const

/** Fields that two people changed differently. */
export interface FormConflict {
  readonly name: string
  readonly label: string
  readonly theirs: string
  readonly mine: string
}

export interface Merged {
  /** What both wanted; of the fields in conflict what was typed. */
  readonly form: CustomerForm
  readonly conflicts: readonly FormConflict[]
}

/**
 * Brings together what was typed and what somebody else saved meanwhile: what only one of them changed is taken over, what both
 * changed differently is for a person to decide.
 * @param saved the form with what is stored now
 */
export function mergeForms(
  base: FormBase | null,
  mine: CustomerForm,
  saved: CustomerForm,
  { organizer, context }: { organizer: Organizer; context: OfficeContext },
): Merged {
  const { t } = context
  const conflicts: FormConflict[] = []
  const pick = <T>(
    name: string,
    label: string,
    [was, my, their]: [T | undefined, T, T],
    show: (value: T) => string,
  ): T => {
    if (isSame(my, their)) return their
    if (base !== null && isSame(was, my)) return their
    if (base !== null && isSame(was, their)) return my
    const text = (value: T) => show(value) || t('words:none')
    conflicts.push({ name, label, theirs: text(their), mine: text(my) })
    return my
  }
  const form = { ...mine, modified_at: saved.modified_at, base: writeBase(saved) }
  const nameOf = (name: CustomerForm['name']) => displayName({ _scheme: mine.scheme, ...filled(name) })
  form.name = pick('name', t('customers:field.name_parts'), [base?.name, mine.name, saved.name], nameOf)
  for (const field of SIMPLE) {
    const values: [string | undefined, string, string] = [
      base?.[field],
      mine[field].replaceAll('\r\n', '\n'),
      saved[field],
    ]
    form[field] = pick(field, t(`customers:field.${field}`), values, (value) => value)
  }
  const profile = { ...saved.profile, ...mine.profile }
  for (const key of profileKeys(organizer.settings.customer_accounts_profile_fields)) {
    const values: [string | undefined, string, string] = [
      base === null ? undefined : (base.profile[key] ?? ''),
      mine.profile[key] ?? '',
      saved.profile[key] ?? '',
    ]
    profile[key] = pick(`profile-${key}`, profileLabel(key, t), values, (value) => value)
  }
  for (const field of BOXES) {
    const values: [boolean | undefined, boolean, boolean] = [base?.[field], mine[field], saved[field]]
    form[field] = pick(field, t(`customers:field.${field}`), values, (value) => t(value ? 'words:yes' : 'words:no'))
  }
  return { form: { ...form, profile }, conflicts }
}

/** A form in which somebody decided to keep what the others saved in some fields. */
export function keepTheirs(form: CustomerForm, kept: ReadonlySet<string>): CustomerForm {
  const base = readBase(form.base)
  if (base === null || kept.size === 0) return form
  const result = { ...form }
  for (const field of SIMPLE) if (kept.has(field)) result[field] = base[field]
  for (const field of BOXES) if (kept.has(field)) result[field] = base[field]
  const profile = { ...form.profile }
  for (const name of kept) {
    const key = name.startsWith('profile-') ? name.slice('profile-'.length) : undefined
    if (key !== undefined && key in profile) Object.assign(profile, { [key]: base.profile[key] ?? '' })
  }
  return { ...result, profile, ...(kept.has('name') && { name: base.name }) }
}

function isSame(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) =>
    typeof value === 'string' ? value.trim() : typeof value === 'object' ? JSON.stringify(filled(value ?? {})) : value
  return plain(a) === plain(b)
}

/** Only what is not empty, in one order. */
function filled(values: object): Record<string, string> {
  const entries = Object.entries(values)
    .map(([key, value]): [string, string] => [key, String(value).trim()])
    .filter(([, value]) => value !== '')
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
