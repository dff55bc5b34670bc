import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import type { StaffSession, User } from './types.ts'

/** A session ends this long after the last proof of who the person is, in ms. */
const SESSION_LIFETIME_MS = 12 * HOUR
/** After this long without use the person has to prove who they are, in ms. */
const SESSION_IDLE_MS = 3 * HOUR
/** Lifetime with "Keep me logged in", in ms. */
export const LONG_SESSION_LIFETIME_MS = 14 * DAY
/** An administrator looks through another account this long at most, in ms. */
export const ACTING_LIFETIME_MS = HOUR
/** How long somebody may take between the first and the second factor, in ms. */
export const PENDING_LOGIN_MS = 5 * MINUTE
/** How often a second factor may be wrong before the login has to begin anew. */
export const SECOND_FACTOR_TRIES = 5
/** The time of the last use is written at most this often, in ms. */
export const TOUCH_EVERY_MS = MINUTE

/** `idle`: not used for so long that the person has to prove who they are before it goes on. `over`: it never comes back. */
export type SessionState = 'in use' | 'idle' | 'over'

/**
 * What a session is worth to the browser that shows it. The lifetime counts from the last proof and comes before the time
 * without use; "Keep me logged in" is exempt from both while the installation offers it.
 * @param at.now ms
 * @param at.longAllowed whether the installation offers long sessions
 * @param at.userAgent header of the browser, empty when it sent none; another one than at the login ends the session
 */
export function sessionState(
  session: StaffSession,
  at: { readonly now: number; readonly longAllowed: boolean; readonly userAgent: string },
): SessionState {
  if (at.userAgent !== session.userAgent || at.now >= session.expiresAt) return 'over'
  if (session.isLong && at.longAllowed) return 'in use'
  if (at.now >= session.authAt + SESSION_LIFETIME_MS) return 'over'
  return at.now >= session.lastUsedAt + SESSION_IDLE_MS ? 'idle' : 'in use'
}

/** How long a session may go on after a proof of who the person is, in ms. */
export function sessionLifetimeMs(isLong: boolean): number {
  return isLong ? LONG_SESSION_LIFETIME_MS : SESSION_LIFETIME_MS
}

/** How a user is named on pages: full name, or the email address. */
export function displayName(user: Pick<User, 'fullname' | 'email'>): string {
  return user.fullname === '' ? user.email : user.fullname
}
