import { HOUR } from '../../core/clock.ts'
import { InvalidInput } from '../../core/errors.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Staff, User } from '../staff/index.ts'
import { normalizeEmail } from '../staff-backends/index.ts'
import type { NativeMails } from './mails.ts'
import { registrationStore } from './store/registrations.ts'
import type { NativeThrottles } from './throttles.ts'

const LINK_LIFETIME_MS = 24 * HOUR

/** Somebody who wants an account. */
export interface Newcomer {
  readonly email: string
  readonly fullname: string
  readonly password: string
  readonly locale: Locale
  /** Where the request came from. */
  readonly ip: string
}

export interface InvitedPerson extends Newcomer {
  /** The address that the invitation was sent to. */
  readonly invitedEmail: string
}

/** What an activation link would make. */
export interface WaitingAccount {
  readonly email: string
}

export type Activation =
  | { readonly kind: 'made'; readonly user: User }
  | { readonly kind: 'wrong_password'; readonly email: string }
  /** The link is unknown, used or too old, or the address got an account in another way. */
  | { readonly kind: 'gone' }

export interface Registration {
  /**
   * Sends a mail: a link that makes the account, or the news that there is one already. The caller learns nothing about the
   * address. Nothing takes the address up before the link is used.
   * @throws InvalidInput for a malformed email and a bad password
   * @throws TooManyRequests, Overloaded
   */
  register(newcomer: Newcomer): Promise<void>
  /** The account that a link would make, while it can be used. */
  waiting(token: string): Promise<WaitingAccount | null>
  /**
   * Makes the account. The password is asked for once more, so that whoever typed another person's address gets nothing out of
   * that person's click. @throws TooManyRequests, Overloaded
   */
  activate(token: string, password: string, ip: string): Promise<Activation>
  /**
   * Makes the account of somebody with an invitation, together with what `work` does: both or neither. It is verified only
   * when the address is the invited one. Works whether or not registration is offered.
   * @throws InvalidInput with `email` when it is malformed or taken, with `password` when it is bad
   * @throws TooManyRequests, Overloaded
   */
  registerInvited<T>(person: InvitedPerson, work: (trx: Database, user: User) => Promise<T>): Promise<T>
  cleanUp(): Promise<number>
}

interface Deps {
  readonly staff: Pick<Staff, 'users'>
  readonly mails: NativeMails
  readonly throttles: NativeThrottles
}

export function createRegistration(platform: Platform, { staff, mails, throttles }: Deps): Registration {
  const { db, clock, random, mailer, outbox, passwords } = platform
  const { users } = staff

  return {
    async register({ ip, ...newcomer }) {
      const email = checkedEmail(newcomer.email)
      await throttles.registration(ip)
      const { row } = await users.prepare({ ...newcomer, email })
      await throttles.registrationMail(email)
      const token = randomSecret(random)
      const now = clock.now()
      const owner = await users.byEmail(email)
      const mail: QueuedMail = owner
        ? await mails.registered(owner)
        : await mails.activation({ ...newcomer, email }, token, now + LINK_LIFETIME_MS)
      await db.transaction(async (trx) => {
        if (!owner) {
          await registrationStore(trx).insert({
            token_hash: hashSecret(token),
            email,
            password_hash: row.password_hash ?? '',
            fullname: row.fullname,
            locale: row.locale,
            time_zone: row.time_zone,
            created_at: now,
            expires_at: now + LINK_LIFETIME_MS,
          })
        }
        await mailer.queue(trx, mail)
      })
      outbox.wake()
    },

    async waiting(token) {
      const found = await registrationStore(db.q).find(hashSecret(token), clock.now())
      return found && { email: found.email }
    },

    async activate(token, password, ip) {
      const tokenHash = hashSecret(token)
      const { found, isRight } = await throttles.activation(ip, tokenHash, async () => {
        const found = await registrationStore(db.q).find(tokenHash, clock.now())
        return { found, isRight: found !== null && (await passwords.verify(password, found.password_hash)) }
      })
      if (!found) return { kind: 'gone' }
      if (!isRight) return { kind: 'wrong_password', email: found.email }
      const account = await users.prepare({
        email: found.email,
        passwordHash: found.password_hash,
        fullname: found.fullname,
        locale: found.locale as Locale,
        timeZone: found.time_zone,
        isVerified: true,
      })
      try {
        const user = await db.transaction(async (trx) => {
          if (!(await registrationStore(trx).take(tokenHash, clock.now()))) return null
          await registrationStore(trx).deleteOf(found.email)
          return users.insert(trx, account)
        })
        return user ? { kind: 'made', user } : { kind: 'gone' }
      } catch (error) {
        if (error instanceof InvalidInput && error.fields.email) return { kind: 'gone' }
        throw error
      }
    },

    async registerInvited({ ip, invitedEmail, ...person }, work) {
      await throttles.invited(ip)
      const isVerified = normalizeEmail(person.email) === normalizeEmail(invitedEmail)
      const account = await users.prepare({ ...person, isVerified })
      return db.transaction(async (trx) => {
        const user = await users.insert(trx, account)
        await registrationStore(trx).deleteOf(user.email)
        return work(trx, user)
      })
    },

    cleanUp: () => registrationStore(db.q).deleteExpired(clock.now()),
  }
}

function checkedEmail(text: string): string {
  const email = normalizeEmail(text)
  if (email === null) throw new InvalidInput({ email: { key: 'staff:field.email' } })
  return email
}
