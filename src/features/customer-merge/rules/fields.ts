import { PROFILE_FIELDS, type ProfileField } from '../../../core/profile-fields.ts'
import type { SavedCustomer } from '../../customers/index.ts'

/**
 * What is chosen as a whole: the address and the password belong together, as a login; so do a number and whether it is
 * verified.
 */
export const MERGE_FIELDS = [
  'login',
  'name',
  'phone',
  'locale',
  'external_identifier',
  'notes',
  ...PROFILE_FIELDS,
] as const
export type MergeFieldName = (typeof MERGE_FIELDS)[number]

export type Choice = 'kept' | 'removed' | 'both'
export type Choices = Readonly<Partial<Record<MergeFieldName, Choice>>>

/** A field in which two accounts say something else. */
export interface MergeField {
  readonly name: MergeFieldName
  readonly proposal: Choice
  /** `both` is possible for notes only. */
  readonly choices: readonly Choice[]
}

type Part = Partial<SavedCustomer>

/** The columns behind a field. */
export function partOf(saved: SavedCustomer, name: MergeFieldName): Part {
  switch (name) {
    case 'login': {
      const { email, isVerified, passwordHash, passwordSetAt } = saved
      return { email, isVerified, passwordHash, passwordSetAt }
    }
    case 'name':
      return { nameParts: saved.nameParts }
    case 'phone':
      return { phone: saved.phone, isPhoneVerified: saved.isPhoneVerified }
    case 'locale':
      return { locale: saved.locale }
    case 'external_identifier':
      return { externalIdentifier: saved.externalIdentifier }
    case 'notes':
      return { notes: saved.notes }
    default:
      return { profile: { [name]: saved.profile[name] } }
  }
}

/** The fields that somebody has to look at, with a proposal for each. */
export function differences(kept: SavedCustomer, removed: SavedCustomer): MergeField[] {
  return MERGE_FIELDS.filter((name) => isFilled(removed, name) && !isSame(kept, removed, name)).map((name) => {
    const isNotes = name === 'notes' && isFilled(kept, name)
    return {
      name,
      proposal: isNotes ? 'both' : isFilled(kept, name) ? 'kept' : 'removed',
      choices: isNotes ? ['kept', 'removed', 'both'] : ['kept', 'removed'],
    }
  })
}

/** The account after the merge. Its right to log in stays as it was: a disabled account does not come back this way. */
export function mergedFields(kept: SavedCustomer, removed: SavedCustomer, choices: Choices): SavedCustomer {
  let merged = kept
  for (const { name, proposal, choices: possible } of differences(kept, removed)) {
    const wanted = choices[name]
    const choice = wanted !== undefined && possible.includes(wanted) ? wanted : proposal
    if (choice === 'both') merged = { ...merged, notes: `${kept.notes}\n\n${removed.notes}` }
    else if (choice === 'removed') merged = withPart(merged, partOf(removed, name))
  }
  return merged
}

/**
 * The kept account after the undo: every field that nobody changed since the merge gets back the value that it had before.
 * @param now as it is, `merged` as the merge left it, `before` as the merge found it
 */
export function undoneFields(now: SavedCustomer, merged: SavedCustomer, before: SavedCustomer): SavedCustomer {
  let undone = now
  for (const name of MERGE_FIELDS) {
    if (isSame(now, merged, name) && !isSame(merged, before, name)) undone = withPart(undone, partOf(before, name))
  }
  return undone
}

export function isSame(one: SavedCustomer, other: SavedCustomer, name: MergeFieldName): boolean {
  return canonical(partOf(one, name)) === canonical(partOf(other, name))
}

function withPart(saved: SavedCustomer, part: Part): SavedCustomer {
  const profile = Object.fromEntries(
    Object.entries({ ...saved.profile, ...part.profile }).filter(([, value]) => value !== undefined),
  )
  return { ...saved, ...part, profile }
}

function isFilled(saved: SavedCustomer, name: MergeFieldName): boolean {
  switch (name) {
    case 'login':
      return saved.email !== null
    case 'name':
      return Object.entries(saved.nameParts).some(([part, text]) => part !== '_scheme' && text !== '')
    case 'phone':
      return saved.phone !== null
    case 'locale':
      return true
    case 'external_identifier':
      return saved.externalIdentifier !== null
    case 'notes':
      return saved.notes !== null
    default:
      return saved.profile[name as ProfileField] !== undefined
  }
}

/** The same text for the same values, in whatever order their names come. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
