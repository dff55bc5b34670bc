import { InvalidInput, type Message } from '../../core/errors.ts'
import { newOrderedId, type PasswordHistoryId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import { NativeBackend, passwordProblem } from '../staff-backends/index.ts'
import { passwordHistoryStore } from './store/password-history.ts'
import { pendingLoginStore } from './store/pending-logins.ts'
import { userStore } from './store/users.ts'
import type { User } from './types.ts'

const NATIVE = NativeBackend.IDENTIFIER
/** How many former passwords, the one in force among them, may not come back. */
const REMEMBERED = 4

/** A password that may be stored: checked and hashed. */
export interface NewPassword {
  readonly hash: string
  /** The hash of the password in force when it was checked. */
  readonly formerHash: string | null
}

export interface StorePasswordOptions {
  /** Asks for another one at the next login. */
  readonly mustChange?: boolean
  /** Only while the password in force is the one that was there when this one was checked. */
  readonly unlessChanged?: boolean
}

/** Passwords of native accounts. */
export interface StaffPasswords {
  /** What is wrong with a password for an account that is not there yet; null when nothing is. */
  problemOfNew(password: string, owner: Pick<User, 'email' | 'fullname'>): Message | null
  /** Whether this is the password of the account; costs the same time in every case. @throws Overloaded */
  isRight(user: User, password: string): Promise<boolean>
  /**
   * Checks a new password by the rules and against the latest ones, and hashes it.
   * @throws InvalidInput with `password`: bad, one of the latest, or kept by another backend
   * @throws Overloaded
   */
  prepare(user: User, password: string): Promise<NewPassword>
  /**
   * Sets it in the caller's transaction; logins that wait for their second factor end. Sessions are for the caller to end.
   * @returns false when the account belongs to another backend by now, or another password came first
   */
  store(trx: Database, user: User, password: NewPassword, options?: StorePasswordOptions): Promise<boolean>
}

type PasswordPlatform = Pick<Platform, 'db' | 'clock' | 'random' | 'passwords'>

export function createStaffPasswords(platform: PasswordPlatform): StaffPasswords {
  const { db, clock, passwords } = platform

  const hashOf = async (user: User) => (await userStore(db.q).withPassword(NATIVE, user.email))?.passwordHash ?? null

  return {
    problemOfNew: passwordProblem,

    isRight: async (user, password) => passwords.verify(password, await hashOf(user)),

    async prepare(user, password) {
      if (user.authBackend !== NATIVE) {
        throw new InvalidInput({ password: { key: 'staff:password.foreign', params: { backend: user.authBackend } } })
      }
      const bad = passwordProblem(password, user)
      if (bad) throw new InvalidInput({ password: bad })
      const formerHash = await hashOf(user)
      const latest = new Set(await passwordHistoryStore(db.q).latest(user.id, REMEMBERED))
      if (formerHash !== null) latest.add(formerHash)
      for (const former of latest) {
        if (await passwords.verify(password, former))
          throw new InvalidInput({ password: { key: 'staff:password.used' } })
      }
      return { hash: await passwords.hash(password), formerHash }
    },

    async store(trx, user, password, { mustChange = false, unlessChanged = false } = {}) {
      const now = clock.now()
      const isSet = await userStore(trx).setPassword(user.id, {
        backend: NATIVE,
        hash: password.hash,
        mustChange,
        at: now,
        ...(unlessChanged && { formerHash: password.formerHash }),
      })
      if (!isSet) return false
      await rememberPassword(trx, platform, user.id, password.hash)
      await pendingLoginStore(trx).deleteOfUser(user.id)
      await userStore(trx).endMailLinks(user.id, now)
      return true
    },
  }
}

/** Writes the password in force to the history. */
export async function rememberPassword(
  trx: Database,
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  userId: User['id'],
  hash: string,
): Promise<void> {
  const now = clock.now()
  const id = newOrderedId<PasswordHistoryId>(random, now)
  const row = { user_id: userId, id, password_hash: hash, created_at: now }
  await passwordHistoryStore(trx).add(row, REMEMBERED)
}
