import { InvalidInput } from '../../core/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Staff, StaffLogin } from '../staff/index.ts'
import type { NativeMails } from './mails.ts'
import { staffMailLinkStore } from './store/mail-links.ts'
import type { NativeThrottles } from './throttles.ts'

/** The acting session goes on under this secret; null when it ended meanwhile. */
export interface Changed {
  readonly secret: string | null
}

interface PasswordForm {
  readonly oldPassword: string
  readonly password: string
}

/**
 * Changes the own password: all other sessions end, and links to set a new one.
 * @returns null when another password was set at the same time
 * @throws InvalidInput with `old_password` or `password`
 * @throws TooManyRequests, Overloaded
 */
export type ChangePassword = (login: StaffLogin, form: PasswordForm) => Promise<Changed | null>

interface Deps {
  readonly staff: Pick<Staff, 'passwords' | 'keepOnly'>
  readonly audit: Audit
  readonly mails: NativeMails
  readonly throttles: NativeThrottles
}

export function createPasswordChange(platform: Platform, { staff, audit, mails, throttles }: Deps): ChangePassword {
  const { db, clock, mailer, outbox } = platform
  return async ({ user, session, actor }, { oldPassword, password }) => {
    const prepared = await throttles.passwordChange(user.id, async () => {
      if (!(await staff.passwords.isRight(user, oldPassword))) {
        throw new InvalidInput({ old_password: { key: 'nativeAccounts:bad.oldWrong' } })
      }
      return staff.passwords.prepare(user, password)
    })
    const now = clock.now()
    const notice = await mails.passwordChanged(user, now)
    const changed = await db.transaction(async (trx) => {
      if (!(await staff.passwords.store(trx, user, prepared, { unlessChanged: true }))) return null
      await staffMailLinkStore(trx).end(user.id, 'password_reset', now)
      const secret = await staff.keepOnly(trx, session)
      await audit.record(trx, null, {
        action: 'foyer.staff.password.set',
        actor,
        object: { type: 'user', id: user.id, name: user.email },
      })
      await mailer.queue(trx, notice)
      return { secret }
    })
    if (changed) outbox.wake()
    return changed
  }
}
