import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import type { StaffSession, User } from './types.ts'

/** A session ends this long after the login, in ms. */
export const SESSION_LIFETIME_MS = 12 * HOUR
/** A session ends when nothing was asked for this long, in ms. */
export const SESSION_IDLE_MS = 3 * HOUR
/** Lifetime with "Keep me logged in", in ms. */
export const LONG_SESSION_LIFETIME_MS = 14 * DAY
/** How long somebody may take between the first and the second factor, in ms. */
export const PENDING_LOGIN_MS = 5 * MINUTE
/** How often a second factor may be wrong before the login has to begin anew. */
export const SECOND_FACTOR_TRIES = 5
/** The time of the last use is written at most this often, in ms. */
export const TOUCH_EVERY_MS = MINUTE

/** Whether a session still counts. @param longAllowed whether the installation offers long sessions */
export function isSessionAlive(session: StaffSession, now: number, longAllowed: boolean): boolean {
  if (now >= session.expiresAt) return false
  if (session.isLong && longAllowed) return true
  return now < session.createdAt + SESSION_LIFETIME_MS && now < session.lastUsedAt + SESSION_IDLE_MS
}

/** How a user is named on pages: full name, or the email address. */
export function displayName(user: Pick<User, 'fullname' | 'email'>): string {
  return user.fullname === '' ? user.email : user.fullname
}
