import { InvalidInput } from '../../core/errors.ts'
import { newId, type UserId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import type { UserTable } from '../../platform/db/staff-tables.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { NativeBackend, normalizeEmail } from '../staff-backends/index.ts'
import { rememberPassword, type StaffPasswords } from './passwords.ts'
import { displayName } from './rules.ts'
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
  /**
   * Checks a new account of the native backend and hashes its password; nothing is stored.
   * @throws InvalidInput for a bad email and a bad password
   * @throws Overloaded
   */
  prepare(input: NewUser): Promise<PreparedUser>
  /**
   * Makes a prepared account in the caller's transaction.
   * @param actor the person themselves when it is left out
   * @throws InvalidInput with `email` when it is taken
   */
  insert(trx: Database, account: PreparedUser, actor?: AuditActor): Promise<User>
  /**
   * Sets the password of a native account and ends its sessions.
   * @param options.mustChange asks for another one at the next login
   * @throws InvalidInput
   */
  setPassword(user: User, password: string, actor: AuditActor, options?: { mustChange?: boolean }): Promise<void>
}

/** An account that can be stored. */
export interface PreparedUser {
  readonly row: UserTable
}

type UsersPlatform = Pick<Platform, 'db' | 'clock' | 'random' | 'passwords' | 'config'>

export function createUsers(
  platform: UsersPlatform,
  { audit, passwords }: { audit: Audit; passwords: StaffPasswords },
): Users {
  const { db } = platform

  async function prepare(input: NewUser): Promise<PreparedUser> {
    const email = normalizeEmail(input.email)
    if (email === null) throw new InvalidInput({ email: { key: 'staff:field.email' } })
    const fullname = input.fullname?.trim() ?? ''
    const { password } = input
    const bad = password === undefined ? null : passwords.problemOfNew(password, { email, fullname })
    if (bad) throw new InvalidInput({ password: bad })
    const row = newUserRow(platform, email, NATIVE)
    const hash = password === undefined ? (input.passwordHash ?? null) : await platform.passwords.hash(password)
    return {
      row: {
        ...row,
        fullname,
        password_hash: hash,
        password_set_at: hash === null ? null : row.created_at,
        needs_password_change: input.mustChange ?? false,
        is_admin: input.isAdmin ?? false,
        is_verified: input.isVerified ?? false,
        locale: input.locale ?? row.locale,
        time_zone: input.timeZone ?? row.time_zone,
      },
    }
  }

  async function insert(trx: Database, { row }: PreparedUser, actor?: AuditActor): Promise<User> {
    try {
      await userStore(trx).insert(row)
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error
      throw new InvalidInput({ email: { key: 'staff:field.emailTaken', params: { email: row.email } } })
    }
    if (row.password_hash !== null) await rememberPassword(trx, platform, row.id, row.password_hash)
    await audit.record(trx, null, {
      action: 'pretix.control.auth.user.created',
      actor: actor ?? { type: 'staff', id: row.id, name: displayName(row) },
      object: { type: 'user', id: row.id, name: row.email },
      after: { email: row.email, auth_backend: NATIVE, is_admin: row.is_admin },
    })
    return (await userStore(trx).byId(row.id)) as User
  }

  return {
    byId: (id) => userStore(db.q).byId(id),
    byEmail: (email) => userStore(db.q).byEmail(email.trim().toLowerCase()),
    list: ({ limit, after }) => userStore(db.q).list(limit, after),
    prepare,
    insert,

    async createUser(input, actor) {
      const account = await prepare(input)
      return db.transaction((trx) => insert(trx, account, actor))
    },

    async setPassword(user, password, actor, options = {}) {
      const prepared = await passwords.prepare(user, password)
      const isSet = await db.transaction(async (trx) => {
        if (!(await passwords.store(trx, user, prepared, options))) return false
        await sessionStore(trx).deleteOfUser(user.id)
        await audit.record(trx, null, {
          action: 'foyer.staff.password.set',
          actor,
          object: { type: 'user', id: user.id, name: user.email },
        })
        return true
      })
      if (!isSet)
        throw new InvalidInput({ password: { key: 'staff:password.foreign', params: { backend: user.authBackend } } })
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
