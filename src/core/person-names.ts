/** The parts of a name: keys are those of its scheme, `_scheme` names the scheme, `_legacy` holds free text. */
export type NameParts = Readonly<Record<string, string>>

export type NamePart =
  | 'salutation'
  | 'title'
  | 'given_name'
  | 'middle_name'
  | 'family_name'
  | 'calling_name'
  | 'full_name'
  | 'latin_transcription'
  | 'degree'

export interface NameScheme {
  /** Parts in the order of the form. */
  readonly parts: readonly NamePart[]
  /** How the name is shown. */
  readonly display: (part: (name: NamePart) => string) => string
}

const joined =
  (...names: readonly NamePart[]) =>
  (part: (name: NamePart) => string) =>
    names.map(part).filter(Boolean).join(' ')

const listed = (separator: string, before: NamePart, after: NamePart) => (part: (name: NamePart) => string) =>
  [part(before), part(after)].filter(Boolean).join(separator)

/** The thirteen ways to ask for a name; the keys are settings and API words. */
export const NAME_SCHEMES = {
  given_family: { parts: ['given_name', 'family_name'], display: joined('given_name', 'family_name') },
  title_given_family: {
    parts: ['title', 'given_name', 'family_name'],
    display: joined('title', 'given_name', 'family_name'),
  },
  given_middle_family: {
    parts: ['given_name', 'middle_name', 'family_name'],
    display: joined('given_name', 'middle_name', 'family_name'),
  },
  title_given_middle_family: {
    parts: ['title', 'given_name', 'middle_name', 'family_name'],
    display: joined('title', 'given_name', 'middle_name', 'family_name'),
  },
  family_given: { parts: ['family_name', 'given_name'], display: joined('family_name', 'given_name') },
  family_nospace_given: {
    parts: ['given_name', 'family_name'],
    display: (part) => part('family_name') + part('given_name'),
  },
  family_comma_given: { parts: ['given_name', 'family_name'], display: listed(', ', 'family_name', 'given_name') },
  full: { parts: ['full_name'], display: joined('full_name') },
  calling_full: { parts: ['calling_name', 'full_name'], display: joined('full_name') },
  full_transcription: { parts: ['full_name', 'latin_transcription'], display: joined('full_name') },
  salutation_given_family: {
    parts: ['salutation', 'given_name', 'family_name'],
    display: joined('given_name', 'family_name'),
  },
  salutation_title_given_family: {
    parts: ['salutation', 'title', 'given_name', 'family_name'],
    display: joined('title', 'given_name', 'family_name'),
  },
  salutation_title_given_family_degree: {
    parts: ['salutation', 'title', 'given_name', 'family_name', 'degree'],
    display: (part) => [joined('title', 'given_name', 'family_name')(part), part('degree')].filter(Boolean).join(', '),
  },
} as const satisfies Record<string, NameScheme>

export type NameSchemeKey = keyof typeof NAME_SCHEMES
export const NAME_SCHEME_KEYS = Object.keys(NAME_SCHEMES) as NameSchemeKey[]

/** Titles that an organizer can prescribe instead of free text. */
export const TITLE_GROUPS = {
  english_common: ['Mr', 'Ms', 'Mrs', 'Miss', 'Mx', 'Dr', 'Professor', 'Sir'],
  german_common: ['Dr.', 'Prof.', 'Prof. Dr.'],
  dr_prof_he: ['Dr.', 'Prof.', 'H.E.'],
} as const

export type TitleGroupKey = keyof typeof TITLE_GROUPS
export const TITLE_GROUP_KEYS = Object.keys(TITLE_GROUPS) as TitleGroupKey[]

/** Stored values of the salutation; the empty text is "not specified". */
export const SALUTATIONS = ['Ms', 'Mr', 'Mx', ''] as const

/** Parts that must be filled in when a name is required. */
export const REQUIRED_NAME_PARTS: ReadonlySet<NamePart> = new Set([
  'salutation',
  'given_name',
  'family_name',
  'full_name',
])

export function isTitleGroupKey(key: string): key is TitleGroupKey {
  return Object.hasOwn(TITLE_GROUPS, key)
}

export function isNameSchemeKey(key: string): key is NameSchemeKey {
  return Object.hasOwn(NAME_SCHEMES, key)
}

/** The name as it is shown, by its own scheme or else by `fallback`; "" for an empty name. */
export function displayName(parts: NameParts, fallback: NameSchemeKey = 'full'): string {
  if (parts._legacy) return parts._legacy.trim()
  const own = parts._scheme ?? ''
  const scheme = NAME_SCHEMES[isNameSchemeKey(own) ? own : fallback]
  return scheme.display((name) => (parts[name] ?? '').trim()).trim()
}
