import { COUNTRIES } from '../../../core/countries.ts'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { displayName, isNameSchemeKey, NAME_SCHEMES, type NameSchemeKey } from '../../../core/person-names.ts'
import { checkEmail, checkName } from '../../customers/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { Entry, EntryForm, EntryKind, NewEntry, TextField } from '../types.ts'
import { FIELDS, LENGTHS, LONG_FIELDS } from './fields.ts'

const UNSEEN = /[\p{Cs}\u2028-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u

/** The name is asked for as the stored one was, so that nothing of it is lost, or else as the organizer asks. */
export function schemeOf(entry: Pick<Entry, 'nameParts'> | null, organizer: Organizer): NameSchemeKey {
  const own = entry?.nameParts._scheme ?? ''
  return isNameSchemeKey(own) ? own : organizer.settings.name_scheme
}

export function formOf({ nameParts, name, texts, isBusiness }: Entry, scheme: NameSchemeKey): EntryForm {
  const { parts } = NAME_SCHEMES[scheme]
  const legacy = nameParts._scheme === undefined ? name : ''
  const typed = Object.fromEntries(
    parts.map((part) => {
      const isMain = part === 'full_name' || part === 'family_name'
      return [part, nameParts[part] ?? (isMain ? legacy : '')]
    }),
  )
  return { name: typed, texts, isBusiness }
}

/**
 * What is to be stored.
 * @throws InvalidInput by field; `entry` when nothing was filled in
 */
export function checkForm(
  kind: EntryKind,
  form: EntryForm,
  scheme: NameSchemeKey,
  organizer: Pick<Organizer, 'settings'>,
): NewEntry {
  const checked = checkName(form.name, {
    scheme,
    titles: organizer.settings.name_scheme_titles,
    required: kind === 'people',
  })
  const problems: Record<string, Message> = { ...checked.problems }
  const texts: Partial<Record<TextField, string>> = {}
  for (const field of FIELDS[kind]) {
    const { value, problem } = checkText(field, form.texts[field] ?? '')
    if (problem) problems[field] = problem
    else if (value !== '') texts[field] = value
  }
  const isBusiness = kind === 'addresses' && form.isBusiness
  if (isBusiness && texts.company === undefined && !problems.company) {
    problems.company = { key: 'savedPeople:bad.company' }
  }
  const isEmpty = Object.keys(texts).length === 0 && Object.keys(checked.parts).length === 0
  if (isEmpty && Object.keys(problems).length === 0) problems.entry = { key: 'savedPeople:bad.empty' }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return { name: displayName(checked.parts), nameParts: checked.parts, texts, isBusiness }
}

function checkText(field: TextField, given: string): { value: string; problem?: Message } {
  const typed = given.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()
  if (typed === '') return { value: '' }
  const value = LONG_FIELDS.has(field) ? typed : typed.replaceAll(/\s+/g, ' ')
  if (UNSEEN.test(value)) return { value, problem: { key: 'savedPeople:bad.unseen' } }
  if (value.length > LENGTHS[field]) {
    return { value, problem: { key: 'savedPeople:bad.long', params: { max: LENGTHS[field] } } }
  }
  if (field === 'email') {
    const { email, problem } = checkEmail(value)
    return problem ? { value, problem } : { value: email ?? '' }
  }
  if (field === 'country' && !COUNTRIES.includes(value)) return { value, problem: { key: 'customers:bad.choose' } }
  return field === 'vat_id' ? checkVatId(value) : { value }
}

/** Two letters of the country and up to thirteen letters and digits; whether a number exists is not asked. */
function checkVatId(typed: string): { value: string; problem?: Message } {
  const value = typed.replaceAll(/[ .-]/g, '').toUpperCase()
  return /^[A-Z]{2}[A-Z0-9+*]{2,13}$|^[0-9]{6,15}$/.test(value)
    ? { value }
    : { value: typed, problem: { key: 'savedPeople:bad.vatId' } }
}
