import type { UserId } from '../../core/ids.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { AuditActor } from '../audit/index.ts'
import type { BackendUser } from '../staff-backends/index.ts'

/** Somebody who works in the back office. Instants in ms. */
export interface User extends BackendUser {
  readonly isVerified: boolean
  /** A page asks for a new password before anything else. */
  readonly needsPasswordChange: boolean
  readonly createdAt: number
  readonly lastLoginAt: number | null
}

/** Who checked a second factor at a login. */
export type SecondFactorProof = 'local' | 'upstream'

export interface StaffSession {
  /** SHA-256 of the secret in the cookie. */
  readonly idHash: string
  readonly userId: UserId
  readonly authBackend: string
  /** Last proof of who the person is, ms. */
  readonly authAt: number
  readonly createdAt: number
  readonly lastUsedAt: number
  /** End of the session whatever happens, ms. */
  readonly expiresAt: number
  /** "Keep me logged in": no limit on idle time. */
  readonly isLong: boolean
  /** The whole header of the browser that logged in; the session is good for no other. */
  readonly userAgent: string
  /** The network of the address. */
  readonly ipPrefix: string
  readonly secondFactor: SecondFactorProof | null
  /** What the identity provider calls this session. */
  readonly upstreamSession: string | null
  /** What the backend keeps for the end of the session, encrypted. */
  readonly upstreamData: string | null
  /** The account that an administrator looks through, and since when (ms). */
  readonly actingAs: UserId | null
  readonly actingSince: number | null
}

export interface NewUser {
  readonly email: string
  /** Native accounts only. */
  readonly password?: string | undefined
  /** Instead of `password`: the hash of one that was checked before. */
  readonly passwordHash?: string | undefined
  readonly fullname?: string | undefined
  readonly isAdmin?: boolean | undefined
  readonly locale?: Locale | undefined
  /** IANA name; the installation's when it is left out. */
  readonly timeZone?: string | undefined
  /** The person can read mails to the address. */
  readonly isVerified?: boolean | undefined
  /** Another password is asked for at the first login. */
  readonly mustChange?: boolean | undefined
}

/** A session and whose it is. */
export interface FoundLogin {
  readonly user: User
  readonly session: StaffSession
}

/** A session and whose account it shows: its own user's, or one that an administrator looks through. */
export interface FoundSession extends FoundLogin {
  /** The administrator who looks through `user`'s account; null when people are themselves. */
  readonly impersonator: User | null
  /** The session was not used for so long that its owner has to prove who they are. */
  readonly isIdle: boolean
}

/** Who is logged in to the back office. */
export interface StaffLogin extends FoundSession {
  /** Who really acts, for the history. */
  readonly actor: AuditActor
}
