import type { OrganizerId, UserId } from '../../core/ids.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { AuditActor } from '../audit/index.ts'
import type { BackendUser } from '../staff-backends/index.ts'

/** Somebody who works in the back office. Instants in ms. */
export interface User extends BackendUser {
  readonly isVerified: boolean
  readonly createdAt: number
  readonly lastLoginAt: number | null
}

/** What a user is at one organizer. */
export type Role = 'admin' | 'member'

export type Permission = 'customers:read' | 'customers:write' | 'settings:write'

export interface StaffSession {
  /** SHA-256 of the secret in the cookie. */
  readonly idHash: string
  readonly userId: UserId
  readonly authBackend: string
  /** Last full login, ms. */
  readonly authAt: number
  readonly createdAt: number
  readonly lastUsedAt: number
  /** End of the session whatever happens, ms. */
  readonly expiresAt: number
  /** "Keep me logged in": no limit on idle time. */
  readonly isLong: boolean
}

export interface Member {
  readonly organizerId: OrganizerId
  readonly user: User
  readonly role: Role
}

export interface NewUser {
  readonly email: string
  /** Native accounts only. */
  readonly password?: string | undefined
  readonly fullname?: string | undefined
  readonly isAdmin?: boolean | undefined
  readonly locale?: Locale | undefined
}

/** A session and whose it is. */
export interface FoundLogin {
  readonly user: User
  readonly session: StaffSession
}

/** Who is logged in to the back office. */
export interface StaffLogin extends FoundLogin {
  /** The same person, for the history. */
  readonly actor: AuditActor
}
