import { MINUTE, SECOND } from '../../core/clock.ts'
import type { TakenAttempt } from './types.ts'

/** How much the clock of a provider may be behind ours, in ms. */
const SKEW_MS = MINUTE
/** A login of this age is too old for what only somebody may change who logged in just now, in ms. */
const NOT_RECENT_MS = 15 * MINUTE

/**
 * When the person proved who they are, in ms; null where a new login was asked for and the provider does not say when it was: then
 * it is now. What was asked for was proven by the time this is called. A clock there that is behind ours must not make a login
 * older than it was asked to be, or whoever asked would ask for ever. A login that nobody asked to be new, at a provider that says
 * nothing of its time, may be one of last week: it is not recent.
 * @param authAt as the provider says, in ms
 * @param now in ms
 */
export function authAtOf(
  authAt: number | null,
  { data, remembered, startedAt }: Pick<TakenAttempt, 'data' | 'remembered' | 'startedAt'>,
  now: number,
): number | null {
  const isNew = data.asked === '1'
  if (authAt === null) return isNew ? null : startedAt - NOT_RECENT_MS
  if (isNew || authAt >= startedAt - SKEW_MS) return Math.max(authAt, startedAt)
  if (remembered.maxAge === null) return authAt
  const maxAgeMs = remembered.maxAge * SECOND
  return Math.max(authAt, now - maxAgeMs + Math.min(SKEW_MS, maxAgeMs))
}
