import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import type { Permission, Role, StaffSession } from './types.ts'

/** A session ends this long after the login, in ms. */
export const SESSION_LIFETIME_MS = 12 * HOUR
/** A session ends when nothing was asked for this long, in ms. */
export const SESSION_IDLE_MS = 3 * HOUR
/** Lifetime with "Keep me logged in", in ms. */
export const LONG_SESSION_LIFETIME_MS = 14 * DAY
/** The time of the last use is written at most this often, in ms. */
export const TOUCH_EVERY_MS = MINUTE

const PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  admin: new Set<Permission>(['customers:read', 'customers:write', 'settings:write']),
  member: new Set<Permission>(['customers:read', 'customers:write']),
}

/** What a user may do at an organizer; null when the organizer does not exist for this user. */
export function permissionsOf(user: { isAdmin: boolean }, role: Role | null): ReadonlySet<Permission> | null {
  if (user.isAdmin) return PERMISSIONS.admin
  return role === null ? null : PERMISSIONS[role]
}

/** Whether a session still counts. @param longAllowed whether the installation offers long sessions */
export function isSessionAlive(session: StaffSession, now: number, longAllowed: boolean): boolean {
  if (now >= session.expiresAt) return false
  if (session.isLong && longAllowed) return true
  return now < session.createdAt + SESSION_LIFETIME_MS && now < session.lastUsedAt + SESSION_IDLE_MS
}

/** An email address as it is stored, or null for what cannot be one. */
export function normalizeEmail(text: string): string | null {
  const email = text.trim().toLowerCase()
  return email.length <= 190 && /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(email) ? email : null
}
