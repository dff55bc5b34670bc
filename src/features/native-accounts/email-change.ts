import { InvalidInput } from '../../core/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Staff, StaffLogin, User } from '../staff/index.ts'
import { normalizeEmail } from '../staff-backends/index.ts'
import type { EmailCodes, RightCode } from './email-codes.ts'
import type { NativeMails } from './mails.ts'
import type { Changed } from './password-change.ts'
import { emailCodeStore } from './store/email-codes.ts'
import { staffMailLinkStore } from './store/mail-links.ts'
import type { NativeThrottles } from './throttles.ts'

export type Confirmation<T> = { readonly kind: 'done'; readonly result: T } | { readonly kind: 'wrong' | 'gone' }

export interface EmailChange {
  /**
   * Sends a code to the new address of a native account. If the address belongs to another account, that one gets a mail that
   * says so instead, and the caller learns nothing. Answers the address as it would be stored.
   * @throws InvalidInput with `email` when it is malformed or the own one
   * @throws TooManyRequests
   */
  request(user: User, email: string): Promise<string>
  /** The address changes: other sessions, codes and links end, and both addresses get a mail. */
  confirm(login: StaffLogin, code: string): Promise<Confirmation<Changed & { readonly email: string }>>
  /** Sends a code to the address that the account has, whichever backend it belongs to. @throws TooManyRequests */
  requestProof(user: User): Promise<void>
  confirmOwn(login: StaffLogin, code: string): Promise<Confirmation<null>>
}

interface Deps {
  readonly staff: Pick<Staff, 'users' | 'emailAddresses' | 'keepOnly'>
  readonly audit: Audit
  readonly mails: NativeMails
  readonly codes: EmailCodes
  readonly throttles: NativeThrottles
}

/** Rolls back what belongs to a code that another request used. */
class TooLate extends Error {}

export function createEmailChange(platform: Platform, deps: Deps): EmailChange {
  const { db, clock, mailer, outbox } = platform
  const { staff, audit, mails, codes, throttles } = deps

  async function change(login: StaffLogin, code: RightCode): Promise<Changed & { readonly email: string }> {
    const { user, session, actor } = login
    const { email } = code
    const now = clock.now()
    const notices = await mails.emailChanged(user, email, now)
    return db.transaction(async (trx) => {
      if (!(await code.take(trx))) throw new TooLate()
      if (!(await staff.emailAddresses.change(trx, user, email))) throw new TooLate()
      await emailCodeStore(trx).deleteOf(user.id)
      await staffMailLinkStore(trx).end(user.id, 'password_reset', now)
      const secret = await staff.keepOnly(trx, session)
      await audit.record(trx, null, {
        action: 'pretix.user.email.changed',
        actor,
        object: { type: 'user', id: user.id, name: email },
        before: { email: user.email },
        after: { email },
      })
      for (const notice of notices) await mailer.queue(trx, notice)
      return { secret, email }
    })
  }

  return {
    async request(user, text) {
      const email = normalizeEmail(text)
      if (email === null) throw new InvalidInput({ email: { key: 'staff:field.email' } })
      if (email === user.email) throw new InvalidInput({ email: { key: 'nativeAccounts:bad.emailSame' } })
      await throttles.code(user.id, email)
      const owner = await staff.users.byEmail(email)
      const code = codes.draw(user, 'change', email)
      const mail = owner
        ? await mails.emailTaken(owner)
        : await mails.code({ ...user, email }, 'change', code.code, code.until)
      await codes.send(code, mail)
      return email
    },

    async confirm(login, typed) {
      const checked = await codes.check(login.user, 'change', typed)
      if (checked === 'wrong' || checked === 'gone') return { kind: checked }
      try {
        const result = await change(login, checked)
        outbox.wake()
        return { kind: 'done', result }
      } catch (error) {
        if (error instanceof TooLate || error instanceof InvalidInput) return { kind: 'gone' }
        throw error
      }
    },

    async requestProof(user) {
      await throttles.code(user.id, user.email)
      const code = codes.draw(user, 'verify', user.email)
      await codes.send(code, await mails.code(user, 'verify', code.code, code.until))
    },

    async confirmOwn({ user, actor }, typed) {
      const checked = await codes.check(user, 'verify', typed)
      if (checked === 'wrong' || checked === 'gone') return { kind: checked }
      const isConfirmed = await db.transaction(async (trx) => {
        if (!(await checked.take(trx))) return false
        if (!(await staff.emailAddresses.confirm(trx, { id: user.id, email: checked.email }))) return false
        await audit.record(trx, null, {
          action: 'pretix.user.email.confirmed',
          actor,
          object: { type: 'user', id: user.id, name: user.email },
        })
        return true
      })
      return isConfirmed ? { kind: 'done', result: null } : { kind: 'gone' }
    },
  }
}
