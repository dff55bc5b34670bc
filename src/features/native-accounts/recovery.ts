import { DAY, HOUR } from '../../core/clock.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { displayName, type Staff, type User } from '../staff/index.ts'
import { NativeBackend, normalizeEmail } from '../staff-backends/index.ts'
import type { NativeMails } from './mails.ts'
import { staffMailLinkStore } from './store/mail-links.ts'
import type { NativeThrottles } from './throttles.ts'

const LINK_LIFETIME_MS = 24 * HOUR
/** Mails with a link to one account within a day; a request of an administrator counts, but is never refused. */
const MAILS_A_DAY = 3
/** Links that ended are kept this long, in ms: they count as sent. */
const KEPT_MS = 2 * DAY
const PURPOSE = 'password_reset'

export interface Recovery {
  /**
   * Sends a link if the address belongs to an active native account, a few times a day. The caller learns nothing.
   * @throws TooManyRequests for the address of the network
   */
  request(email: string, ip: string): Promise<void>
  /** Sends a link on behalf of an administrator, even where people cannot ask for one; only to active native accounts. */
  send(user: User, actor: AuditActor): Promise<void>
  /** The account whose password this link sets, while it can be used. */
  accountOf(id: string, token: string): Promise<User | null>
  /**
   * Uses the link up and sets the password; all sessions and all other links of the account end. Logs nobody in and leaves the
   * second factor as it is.
   * @returns false when the link does not count any more
   * @throws InvalidInput with `password`
   * @throws TooManyRequests, Overloaded
   */
  recover(id: string, token: string, password: string, ip: string): Promise<boolean>
  cleanUp(): Promise<number>
}

interface Deps {
  readonly staff: Pick<Staff, 'users' | 'passwords' | 'sessions' | 'emailAddresses'>
  readonly audit: Audit
  readonly mails: NativeMails
  readonly throttles: NativeThrottles
}

/** Rolls back what belongs to a link that another request used. */
class TooLate extends Error {}

export function createRecovery(platform: Platform, { staff, audit, mails, throttles }: Deps): Recovery {
  const { db, clock, random, mailer, outbox, log } = platform

  async function sendLink(user: User, actor: AuditActor, limit: number): Promise<void> {
    const token = randomSecret(random)
    const now = clock.now()
    const expiresAt = now + LINK_LIFETIME_MS
    const mail = await mails.reset(user, token, expiresAt)
    await db.transaction(async (trx) => {
      const links = staffMailLinkStore(trx)
      await links.lockUser(user.id)
      const isRefused = (await links.countSince(user.id, PURPOSE, now - DAY)) >= limit
      if (!isRefused) {
        await links.end(user.id, PURPOSE, now)
        await links.insert({
          user_id: user.id,
          token_hash: hashSecret(token),
          purpose: PURPOSE,
          email: user.email,
          created_at: now,
          expires_at: expiresAt,
          used_at: null,
        })
        await mailer.queue(trx, mail)
      }
      await audit.record(trx, null, {
        action: isRefused
          ? 'pretix.control.auth.user.forgot_password.denied.repeated'
          : 'pretix.control.auth.user.forgot_password.mail_sent',
        actor,
        object: { type: 'user', id: user.id, name: user.email },
      })
    })
    outbox.wake()
  }

  async function accountOf(id: string, token: string): Promise<User | null> {
    const user = await staff.users.byId(id as User['id'])
    if (!user || !canRecover(user)) return null
    const key = { userId: user.id, purpose: PURPOSE, tokenHash: hashSecret(token), now: clock.now() } as const
    return (await staffMailLinkStore(db.q).find(key)) ? user : null
  }

  return {
    accountOf,

    async request(email, ip) {
      await throttles.forgotten(ip)
      const address = normalizeEmail(email)
      const user = address === null ? null : await staff.users.byEmail(address)
      if (user && canRecover(user)) await sendLink(user, { type: 'system' }, MAILS_A_DAY)
      else log.info('a new password was asked for an address without an active native account')
    },

    async send(user, actor) {
      if (canRecover(user)) await sendLink(user, actor, Number.POSITIVE_INFINITY)
    },

    async recover(id, token, password, ip) {
      await throttles.recovery(ip)
      const user = await accountOf(id, token)
      if (!user) return false
      const prepared = await staff.passwords.prepare(user, password)
      const now = clock.now()
      const notice = await mails.passwordChanged(user, now)
      const key = { userId: user.id, purpose: PURPOSE, tokenHash: hashSecret(token), now } as const
      try {
        await db.transaction(async (trx) => {
          const link = await staffMailLinkStore(trx).redeem(key)
          if (!link || !(await staff.passwords.store(trx, user, prepared))) throw new TooLate()
          await staff.sessions.endAll(trx, user.id)
          if (link.email === user.email) await staff.emailAddresses.confirm(trx, user)
          await audit.record(trx, null, {
            action: 'pretix.control.auth.user.forgot_password.recovered',
            actor: { type: 'staff', id: user.id, name: displayName(user) },
            object: { type: 'user', id: user.id, name: user.email },
          })
          await mailer.queue(trx, notice)
        })
      } catch (error) {
        if (error instanceof TooLate) return false
        throw error
      }
      outbox.wake()
      return true
    },

    cleanUp: () => staffMailLinkStore(db.q).deleteMadeBefore(clock.now() - KEPT_MS),
  }
}

function canRecover(user: User): boolean {
  return user.isActive && user.authBackend === NativeBackend.IDENTIFIER
}
