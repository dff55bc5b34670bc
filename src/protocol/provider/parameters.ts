/** Longest accepted values in characters, by parameter. Parameters that are not listed are unknown and ignored. */
export type ParameterLimits = Readonly<Record<string, number>>

/** The value of a parameter; RFC 6749 3.1: one without a value counts as not sent. */
export function parameter(params: URLSearchParams, name: string): string | null {
  return params.get(name) || null
}

/** The first listed parameter that was sent more than once, RFC 6749 3.1 and 3.2. */
export function repeatedParameter(params: URLSearchParams, limits: ParameterLimits): string | null {
  const seen = new Set<string>()
  for (const name of params.keys()) {
    if (!Object.hasOwn(limits, name)) continue
    if (seen.has(name)) return name
    seen.add(name)
  }
  return null
}

/** The first listed parameter whose value is longer than its limit. */
export function oversizedParameter(params: URLSearchParams, limits: ParameterLimits): string | null {
  for (const [name, value] of params) {
    if (Object.hasOwn(limits, name) && value.length > (limits[name] ?? 0)) return name
  }
  return null
}

/** True for the visible ASCII characters and space that RFC 6749 appendix A allows in identifiers and codes (VSCHAR). */
export function isVisibleAscii(value: string): boolean {
  return /^[\x20-\x7e]*$/.test(value)
}

/** True when a text holds a control character, which no parameter needs and PostgreSQL may refuse to store. */
export function hasControlCharacter(value: string): boolean {
  return /\p{Cc}/u.test(value)
}
