import type { NamePart, NameSchemeKey } from '../../../core/person-names.ts'
import { NAME_SCHEMES } from '../../../core/person-names.ts'
import { type Claims, textClaim } from '../../../protocol/client/claims.ts'
import { checkName } from '../../customers/index.ts'

type Parts = Partial<Record<NamePart, string>>

/**
 * The parts of a name that claims tell, in the form in which a name is stored; `{}` for none. What the provider only has as a whole is
 * taken apart where that cannot go wrong, and kept as a whole where it could; parts are put together where a whole is asked for.
 * @param names claim by part of the name
 */
export function claimedName(
  claims: Claims,
  names: Readonly<Record<string, string>>,
  scheme: NameSchemeKey,
): Readonly<Record<string, string>> {
  const wanted: readonly NamePart[] = NAME_SCHEMES[scheme].parts
  if (!Object.values(names).some((path) => path !== '')) return {}
  const found: Parts = {}
  for (const part of wanted) {
    const text = read(claims, names[part])
    if (text !== undefined && isGood(part, text)) found[part] = text
  }
  const isWhole = wanted.includes('full_name')
  if (isWhole && found.full_name === undefined) return stored({ ...found, ...composed(claims, names) }, scheme)
  if (isWhole || found.given_name !== undefined || found.family_name !== undefined) return stored(found, scheme)
  const whole = read(claims, names.full_name || 'name')
  if (whole === undefined || !isGood('full_name', whole)) return stored(found, scheme)
  const split = splitName(whole)
  return split ? stored({ ...found, ...split }, scheme) : { _scheme: scheme, _legacy: whole }
}

/** "Ada Lovelace" and "Lovelace, Ada" can only be meant in one way. */
export function splitName(whole: string): { readonly given_name: string; readonly family_name: string } | null {
  const [family, given, ...more] = whole.split(',').map((part) => part.trim())
  if (given !== undefined)
    return family && given && more.length === 0 ? { given_name: given, family_name: family } : null
  const words = whole.split(/\s+/)
  const [first, last] = words
  return first && last && words.length === 2 ? { given_name: first, family_name: last } : null
}

function composed(claims: Claims, names: Readonly<Record<string, string>>): Parts {
  const parts = [read(claims, names.given_name || 'given_name'), read(claims, names.family_name || 'family_name')]
  const whole = parts.filter((part) => part !== undefined).join(' ')
  return whole !== '' && isGood('full_name', whole) ? { full_name: whole } : {}
}

function read(claims: Claims, path: string | undefined): string | undefined {
  return path ? textClaim(claims, path)?.normalize('NFC').replace(/\s+/g, ' ') : undefined
}

function isGood(part: NamePart, text: string): boolean {
  const scheme = (Object.keys(NAME_SCHEMES) as NameSchemeKey[]).find((key) =>
    (NAME_SCHEMES[key].parts as readonly NamePart[]).includes(part),
  )
  if (scheme === undefined || text === '') return false
  return Object.keys(checkName({ [part]: text }, { scheme, required: false }).problems).length === 0
}

function stored(parts: Parts, scheme: NameSchemeKey): Readonly<Record<string, string>> {
  const { parts: checked, problems } = checkName(parts, { scheme, required: false })
  return Object.keys(problems).length === 0 ? checked : {}
}
