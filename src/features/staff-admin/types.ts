import type { Database } from '../../platform/db/db.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { AuditActor } from '../audit/index.ts'
import type { User } from '../staff/index.ts'

/** A row of the list of staff accounts. */
export interface ListedUser {
  readonly user: User
  /** Teams over all organizers. */
  readonly teams: number
  readonly hasSecondFactor: boolean
}

export type UserOrdering = 'name' | 'email' | 'last_login'

/** What the list shows. Nothing said means everybody but those who were anonymised. */
export interface UserFilter {
  /** Words that each stand in the name, the email or the external identifier. */
  readonly search?: string | undefined
  readonly backend?: string | undefined
  readonly isActive?: boolean | undefined
  readonly isAdmin?: boolean | undefined
  readonly hasSecondFactor?: boolean | undefined
}

export interface UserQuery extends UserFilter {
  readonly ordering: UserOrdering
  readonly descending: boolean
  readonly limit: number
  /** From a page before. */
  readonly cursor?: string | undefined
}

export interface UserPage {
  readonly users: readonly ListedUser[]
  readonly newer: string | null
  readonly older: string | null
}

export interface UserCounts {
  readonly all: number
  readonly admins: number
  readonly inactive: number
}

/** A membership, wherever it is. */
export interface TeamOfUser {
  readonly organizer: string
  readonly slug: string
  readonly team: string
  readonly teamId: string
  /** `manual`, or `backend:` and its identifier. */
  readonly source: string
}

/** An authenticator app or a passkey. */
export interface FactorOfUser {
  readonly kind: 'totp' | 'passkey'
  readonly name: string
  /** ms */
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/** What hangs on an account: told before it is switched off, moved or anonymised. */
export interface Holdings {
  readonly sessions: number
  /** API tokens that this person made and that still work. */
  readonly tokens: number
  readonly memberships: number
  /** Memberships that the backend of the account granted. */
  readonly granted: number
  readonly factors: number
  /** Names of organizers whose teams nobody but administrators could manage without this person. */
  readonly unmanaged: readonly string[]
  /** The same, were only the memberships gone that the backend of the account granted. */
  readonly unmanagedByMove: readonly string[]
  /** Here, not at a login service. */
  readonly hasPassword: boolean
}

/** Mails to people about what an administrator changed. */
export interface StaffNotices {
  /** To the former and to the new address. @param at ms */
  emailChanged(user: User, newEmail: string, at: number): Promise<QueuedMail[]>
}

/** What the holders of memberships know. */
export interface TeamManagers {
  /** @param source only memberships of this source would end */
  leftWithoutManager(user: Pick<User, 'id'>, source?: `backend:${string}`): Promise<string[]>
  /** Makes a change that may take the last manager of teams away, and answers at which organizers it did. */
  noteLastManager(
    q: Database,
    user: Pick<User, 'id'>,
    actor: AuditActor,
    change: () => Promise<unknown>,
  ): Promise<string[]>
}

/** How a link to choose a password is sent; the native backend knows. */
export interface PasswordLinks {
  send(user: User, actor: AuditActor): Promise<void>
}

/** What is done about the second factors of somebody else; who keeps them knows. */
export interface FactorCare {
  /** Removes all of them and ends the sessions. False when there was nothing. */
  resetFactors(user: User, actor: AuditActor): Promise<boolean>
  /** Adds one recovery code to those that there are and answers it; null when there is no device that it could stand in for. */
  addRecoveryCode(user: User, actor: AuditActor): Promise<string | null>
}

/** Changes of an account that an administrator may make. */
export interface UserChanges {
  /** Native accounts only. */
  readonly email?: string | undefined
  readonly fullname?: string | undefined
  readonly locale?: string | undefined
  /** IANA name */
  readonly timeZone?: string | undefined
  readonly isAdmin?: boolean | undefined
  /** Native accounts only. */
  readonly needsPasswordChange?: boolean | undefined
}

export interface NewAccount {
  readonly backend: string
  /** What the backend calls this person; for all but the native one. */
  readonly identifier?: string | undefined
  readonly email: string
  readonly fullname?: string | undefined
  readonly locale?: string | undefined
  readonly isAdmin?: boolean | undefined
}

export interface Move {
  readonly backend: string
  /** What the target calls this person; nothing for the native backend. */
  readonly identifier: string
}
