/**
 * How far the clock of a client may be ahead of ours, in ms. FAPI 2.0 Security Profile 5.3.2.1: 10 seconds are accepted, more
 * than 60 refused.
 */
const MOST_AHEAD_MS = 30_000

/** True for a NumericDate, RFC 7519 2: seconds since 1970. */
export function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 1e11
}

/** Why a JWT that a client made is not good yet, or null. RFC 7519 4.1.5 and 4.1.6. @param now in ms */
export function problemOfStart(claims: Readonly<Record<string, unknown>>, now: number): string | null {
  for (const name of ['iat', 'nbf']) {
    const value = claims[name]
    if (value === undefined) continue
    if (!isNumericDate(value)) return `has an ${name} that is no number of seconds`
    if (value * 1000 > now + MOST_AHEAD_MS) return `has an ${name} in the future: is the clock of the client right?`
  }
  return null
}
