import { InvalidInput } from '../../core/errors.ts'
import { newId, type UserId } from '../../core/ids.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import type { UserTable } from '../../platform/db/schema.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { NativeBackend, normalizeEmail, passwordProblem } from '../staff-backends/index.ts'
import { sessionStore } from './store/sessions.ts'
import { userStore } from './store/users.ts'
import type { NewUser, User } from './types.ts'

const NATIVE = NativeBackend.IDENTIFIER

/** Staff accounts. */
export interface Users {
  byId(id: UserId): Promise<User | null>
  /** Upper and lower case do not matter. */
  byEmail(email: string): Promise<User | null>
  list(options: { limit: number; after?: string }): Promise<User[]>
  /**
   * Makes an account of the native backend.
   * @throws InvalidInput for a bad or taken email and a bad password
   */
  createUser(input: NewUser, actor: AuditActor): Promise<User>
  /** Sets the password of a native account and ends its sessions. @throws InvalidInput */
  setPassword(user: User, password: string, actor: AuditActor): Promise<void>
}

type UsersPlatform = Pick<Platform, 'db' | 'clock' | 'random' | 'passwords' | 'config'>

export function createUsers(platform: UsersPlatform, deps: { audit: Audit }): Users {
  const { db, clock } = platform

  return {
    byId: (id) => userStore(db.q).byId(id),
    byEmail: (email) => userStore(db.q).byEmail(email.trim().toLowerCase()),
    list: ({ limit, after }) => userStore(db.q).list(limit, after),

    async createUser(input, actor) {
      const email = normalizeEmail(input.email)
      if (email === null) throw new InvalidInput({ email: { key: 'staff:field.email' } })
      if (input.password !== undefined) refuseBadPassword(input.password, email)
      const hash = input.password === undefined ? null : await platform.passwords.hash(input.password)
      const row = { ...newUserRow(platform, email, NATIVE), password_hash: hash, is_admin: input.isAdmin ?? false }
      row.fullname = input.fullname?.trim() ?? ''
      row.locale = input.locale ?? row.locale
      try {
        await db.transaction(async (trx) => {
          await userStore(trx).insert(row)
          await deps.audit.record(trx, null, {
            action: 'pretix.control.auth.user.created',
            actor,
            object: { type: 'user', id: row.id, name: email },
            after: { email, auth_backend: NATIVE, is_admin: row.is_admin },
          })
        })
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error
        throw new InvalidInput({ email: { key: 'staff:field.emailTaken', params: { email } } })
      }
      return (await userStore(db.q).byId(row.id)) as User
    },

    async setPassword(user, password, actor) {
      if (user.authBackend !== NATIVE) {
        throw new InvalidInput({ password: { key: 'staff:password.foreign', params: { backend: user.authBackend } } })
      }
      refuseBadPassword(password, user.email)
      const hash = await platform.passwords.hash(password)
      await db.transaction(async (trx) => {
        await userStore(trx).update(user.id, { password_hash: hash, modified_at: clock.now() })
        await sessionStore(trx).deleteOfUser(user.id)
        await deps.audit.record(trx, null, {
          action: 'foyer.staff.password.set',
          actor,
          object: { type: 'user', id: user.id, name: user.email },
        })
      })
    },
  }
}

/** The accounts that the native backend checks passwords of. */
export function nativeAccounts(platform: Pick<Platform, 'db'>) {
  return {
    find: (email: string) => userStore(platform.db.q).withPassword(NATIVE, email),
    upgradeHash: ({ id }: Pick<User, 'id'>, hash: string) =>
      userStore(platform.db.q).update(id, { password_hash: hash }),
  }
}

/** A new account with the defaults of the installation. */
export function newUserRow(
  platform: Pick<Platform, 'clock' | 'random' | 'config'>,
  email: string,
  backend: string,
): UserTable {
  const now = platform.clock.now()
  return {
    id: newId<UserId>(platform.random),
    email,
    auth_backend: backend,
    auth_backend_identifier: null,
    fullname: '',
    locale: platform.config.defaultLocale,
    time_zone: platform.config.defaultTimezone,
    is_active: true,
    is_admin: false,
    is_verified: false,
    password_hash: null,
    created_at: now,
    modified_at: now,
    last_login_at: null,
    needs_password_change: false,
    password_set_at: null,
    deactivated_at: null,
  }
}

function refuseBadPassword(password: string, email: string): void {
  const bad = passwordProblem(password, email)
  if (bad) throw new InvalidInput({ password: bad })
}
