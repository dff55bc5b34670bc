import { HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import type { Random } from '../../core/random.ts'

/** Waits after the first, second, … failed attempt: ten attempts within about two days. */
const WAITS_MS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, 8 * HOUR, 12 * HOUR, 12 * HOUR]
const JITTER = 0.2

/** After so many failed attempts an entry is given up. */
export const MAX_ATTEMPTS = WAITS_MS.length + 1

/**
 * Milliseconds until the next attempt, up to a fifth more or less than planned so that entries that failed together do not
 * come back together; null when the entry is to be given up.
 * @param failures failed attempts so far, at least 1
 */
export function waitAfter(failures: number, random: Random): number | null {
  const wait = WAITS_MS[failures - 1]
  if (wait === undefined) return null
  const [high = 0, low = 0] = random.bytes(2)
  const unit = (high * 256 + low) / 65_535
  return Math.round(wait * (1 - JITTER + 2 * JITTER * unit))
}
