import { type CheckResult, fail, ok, warn } from './check.ts'

const NOTICEABLE_MS = 2000
const HARMFUL_MS = 60_000

/**
 * Codes, tokens and sessions end by the clock of the machine.
 * @param nowMs this machine's clock
 * @param databaseMs the clock of the database server, null without one
 * @param builtMs when the program was built: no true clock is earlier
 */
export function checkClock(nowMs: number, databaseMs: number | null, builtMs: number): CheckResult {
  const time = new Date(nowMs).toISOString()
  if (nowMs < builtMs)
    return fail('clock', `${time} is before the program was built`, 'set the clock, run an NTP service')
  const offMs = databaseMs === null ? 0 : Math.abs(nowMs - databaseMs)
  if (offMs < NOTICEABLE_MS) return ok('clock', time)
  const found = `${Math.round(offMs / 1000)} s off the clock of the database`
  const advice = 'run an NTP service on both machines'
  return offMs < HARMFUL_MS ? warn('clock', found, advice) : fail('clock', found, advice)
}
