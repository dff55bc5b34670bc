import { MINUTE, SECOND } from '../../core/clock.ts'
import type { TakenAttempt } from './types.ts'

/** How much the clock of a provider may be behind ours, in ms. */
const SKEW_MS = MINUTE

/**
 * When the person proved who they are, in ms; null when nobody knows: then it is now. What was asked for was proven by the time
 * this is called. A clock there that is behind ours must not make a login older than it was asked to be, or whoever asked
 * would ask for ever.
 * @param authAt as the provider says, in ms
 * @param now in ms
 */
export function authAtOf(
  authAt: number | null,
  { data, remembered, startedAt }: Pick<TakenAttempt, 'data' | 'remembered' | 'startedAt'>,
  now: number,
): number | null {
  if (authAt === null) return null
  if (data.asked === '1') return Math.max(authAt, startedAt)
  if (remembered.maxAge === null) return authAt
  const maxAgeMs = remembered.maxAge * SECOND
  return Math.max(authAt, now - maxAgeMs + Math.min(SKEW_MS, maxAgeMs))
}
