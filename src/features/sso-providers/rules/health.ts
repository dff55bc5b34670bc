import { z } from 'zod'

/** So many checks in a row have to fail before anybody is told: a single one says little. */
const TOLD_AFTER = 2

const stored = z.looseObject({ failures: z.number().catch(0), is_told: z.boolean().catch(false) })

/** How the last checks of a provider went; kept beside its problem. */
export interface Health {
  /** Scheduled checks that failed in a row. */
  readonly failures: number
  /** The history says that it does not work. */
  readonly isTold: boolean
}

/** What becomes of the problem that is kept, and what the history has to say. */
export interface AfterCheck {
  /** JSON; null when nothing is wrong. */
  readonly problem: string | null
  readonly turned: 'bad' | 'good' | null
}

/** @param problem as it is kept; null when nothing is wrong */
export function healthOf(problem: string | null): Health {
  if (problem === null) return { failures: 0, isTold: false }
  const { failures, is_told: isTold } = stored.parse(JSON.parse(problem))
  return { failures, isTold }
}

/**
 * What follows from a check. Staff who check by hand see the problem themselves: only scheduled checks count.
 * @param before the problem as it is kept
 * @param now what is wrong now, as JSON; null when nothing is
 */
export function afterCheck(before: string | null, now: string | null, isScheduled: boolean): AfterCheck {
  const known = healthOf(before)
  if (now === null) return { problem: null, turned: known.isTold ? 'good' : null }
  const failures = known.failures + (isScheduled ? 1 : 0)
  const isTold = known.isTold || failures >= TOLD_AFTER
  const problem = JSON.stringify({ ...(JSON.parse(now) as object), failures, is_told: isTold })
  return { problem, turned: isTold && !known.isTold ? 'bad' : null }
}
