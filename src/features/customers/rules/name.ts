import { InvalidInput, type Message } from '../../../core/errors.ts'
import {
  NAME_SCHEME_KEYS,
  NAME_SCHEMES,
  type NamePart,
  type NameParts,
  type NameSchemeKey,
  REQUIRED_NAME_PARTS,
  SALUTATIONS,
  TITLE_GROUPS,
  type TitleGroupKey,
} from '../../../core/person-names.ts'

/** Longest name in characters, all parts together. */
export const MAX_NAME = 255
const MAX_NAME_AT_REGISTRATION = 70

const FORBIDDEN = '$€/%§{}<>~'
const INVISIBLE = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u
const URL_LIKE =
  /:\/\/|\bwww\.|[\p{L}\d-]{2,}\.(?:com|net|org|info|biz|de|at|ch|io|ru|cn|xyz|top|shop|site|online|club|link)(?![\p{L}\d])/iu

export interface NameRules {
  readonly scheme: NameSchemeKey
  /** Whether the parts that make a name must be there. */
  readonly required: boolean
  /** Where people register themselves, names are shorter. */
  readonly isRegistration?: boolean
  /** Only these titles may be used; empty: free text. */
  readonly titles?: TitleGroupKey | ''
}

/** What a form sends for "not specified", so that it differs from "nothing was picked". */
export const NO_SALUTATION = 'empty'

export interface CheckedName {
  /** To be stored: the parts that are not empty, and their scheme. `{}` for no name. */
  readonly parts: NameParts
  /** By part; `name` for the name as a whole. */
  readonly problems: Readonly<Record<string, Message>>
}

/** Checks a name given part by part, and brings it into the form in which it is stored. */
export function checkName(given: Readonly<Partial<Record<NamePart, string>>>, rules: NameRules): CheckedName {
  const problems: Record<string, Message> = {}
  const parts: Record<string, string> = {}
  let length = 0
  for (const part of NAME_SCHEMES[rules.scheme].parts) {
    const typed = (given[part] ?? '').normalize('NFC').trim().replace(/ {2,}/g, ' ')
    const bad = partProblem(part, typed, rules)
    if (bad) problems[part] = bad
    const value = part === 'salutation' && typed === NO_SALUTATION ? '' : typed
    if (value !== '') parts[part] = value
    length += value.length
  }
  const max = rules.isRegistration ? MAX_NAME_AT_REGISTRATION : MAX_NAME
  if (length > max) problems.name = { key: 'customers:bad.nameLong', params: { max } }
  return { parts: Object.keys(parts).length > 0 ? { _scheme: rules.scheme, ...parts } : {}, problems }
}

function partProblem(part: NamePart, value: string, rules: NameRules): Message | null {
  if (value === '') {
    return rules.required && REQUIRED_NAME_PARTS.has(part)
      ? { key: part === 'salutation' ? 'customers:bad.choose' : 'customers:bad.fillIn' }
      : null
  }
  if (part === 'salutation') {
    return value === NO_SALUTATION || (SALUTATIONS as readonly string[]).includes(value)
      ? null
      : { key: 'customers:bad.choose' }
  }
  if (part === 'title' && rules.titles) {
    return (TITLE_GROUPS[rules.titles] as readonly string[]).includes(value) ? null : { key: 'customers:bad.choose' }
  }
  const forbidden = [...value].find((character) => FORBIDDEN.includes(character))
  if (forbidden !== undefined) return { key: 'customers:bad.nameCharacter', params: { character: forbidden } }
  if (INVISIBLE.test(value)) return { key: 'customers:bad.nameInvisible' }
  return URL_LIKE.test(value) ? { key: 'customers:bad.nameUrl' } : null
}

/**
 * The scheme for parts that somebody gave freely: the organizer's when it has all of them, else the one with the fewest
 * parts that has. Null when no scheme has all of them.
 */
export function schemeFor(given: readonly NamePart[], preferred: NameSchemeKey): NameSchemeKey | null {
  const fits = (key: NameSchemeKey) =>
    given.every((part) => (NAME_SCHEMES[key].parts as readonly NamePart[]).includes(part))
  if (fits(preferred)) return preferred
  const fitting = NAME_SCHEME_KEYS.filter(fits)
  return fitting.sort((a, b) => NAME_SCHEMES[a].parts.length - NAME_SCHEMES[b].parts.length)[0] ?? null
}

/**
 * A name of parts that somebody gave freely. Parts that the preferred scheme does not have are kept under one that has them.
 * @throws InvalidInput
 */
export function nameOf(given: Readonly<Partial<Record<NamePart, string>>>, preferred: NameSchemeKey): NameParts {
  const scheme = schemeFor(Object.keys(given) as NamePart[], preferred)
  if (scheme === null) throw new InvalidInput({ name: { key: 'customers:bad.nameScheme' } })
  const { parts, problems } = checkName(given, { scheme, required: false })
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return parts
}
