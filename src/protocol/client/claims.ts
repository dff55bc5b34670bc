/** Claims about a person, of an ID token or of the userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>

/** A name, or the number of an item: `phones[0].value` is `phones`, 0, `value`. */
const PART = /(?:^|(?<=.)\.)([^.[\]]+)|\[(\d{1,4})\]/gy

/**
 * The value of a claim: by its whole name, which may hold dots and brackets, else by a path such as `realm_access.roles` or
 * `phones[0].value`. Undefined when it is missing or null, or when the path is none.
 */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path] ?? undefined
  const parts = partsOf(path)
  let value: unknown = parts === null ? undefined : claims
  for (const part of parts ?? []) value = memberOf(value, part)
  return value ?? undefined
}

/** Whether a text can be the path of a claim; each text can be a whole name. */
export function isClaimPath(path: string): boolean {
  return partsOf(path) !== null
}

function partsOf(path: string): readonly (string | number)[] | null {
  const found = [...path.matchAll(PART)]
  const isWhole = found.reduce((length, [text]) => length + text.length, 0) === path.length
  if (!isWhole || found[0]?.[1] === undefined) return null
  return found.map(([, name, index]) => name ?? Number(index))
}

/** Only what the provider sent: nothing that every object or list has. */
function memberOf(value: unknown, part: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return typeof part === 'number' ? value[part] : undefined
  return typeof part === 'string' && Object.hasOwn(value, part) ? (value as Claims)[part] : undefined
}

/** A claim as text without outer blanks: texts and whole numbers are one, everything else and the empty text are none. */
export function textClaim(claims: Claims, path: string): string | undefined {
  const value = claimAt(claims, path)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

/** Some providers say "true" as text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

/**
 * Groups as a list. They may come as a list of texts, as texts with commas between them (names may hold blanks then), or with
 * blanks between them. Undefined when the claim is missing.
 */
export function groupsClaim(claims: Claims, path: string): readonly string[] | undefined {
  const value = claimAt(claims, path)
  if (value === undefined) return undefined
  if (Array.isArray(value)) return value.filter((group) => typeof group === 'string')
  if (typeof value !== 'string') return []
  return value
    .split(value.includes(',') ? ',' : /\s+/)
    .map((group) => group.trim())
    .filter((group) => group !== '')
}

/**
 * Whether the provider left the claim out because it would be too long, and says so by a reference to it
 * (distributed and aggregated claims, OpenID Connect Core 5.6.2).
 */
export function isElsewhere(claims: Claims, path: string): boolean {
  return claimAt(claims, '_claim_names') !== undefined && claimAt(claims._claim_names as Claims, path) !== undefined
}
