import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import type { Staff, User } from '../staff/index.ts'
import { NativeBackend } from '../staff-backends/index.ts'
import { createEmailChange, type EmailChange } from './email-change.ts'
import { createEmailCodes, type EmailCodes } from './email-codes.ts'
import { createNativeMails, type NativeMails } from './mails.ts'
import { type ChangePassword, createPasswordChange } from './password-change.ts'
import { createRecovery, type Recovery } from './recovery.ts'
import { createRegistration, type Registration } from './registration.ts'
import { createNativeThrottles } from './throttles.ts'

/** Accounts that log in with a password that is kept here. */
export interface NativeAccounts {
  /** Whether the configuration names the native backend. Without it there are neither pages nor links. */
  readonly isOn: boolean
  /** People may create accounts by themselves. */
  readonly hasRegistration: boolean
  /** People may ask for a link to set a new password. */
  readonly hasRecovery: boolean
  readonly registration: Registration
  readonly recovery: Recovery
  readonly emailChange: EmailChange
  readonly emailCodes: EmailCodes
  readonly changePassword: ChangePassword
  /** For administrators, even where people cannot ask for a link themselves; null without the native backend. */
  readonly passwordLinks: { send(user: User, actor: AuditActor): Promise<void> } | null
  /** Mails about changes that somebody else made. */
  readonly notices: Pick<NativeMails, 'emailChanged'>
  cleanUp(): Promise<number>
}

interface Deps {
  readonly staff: Staff
  readonly audit: Audit
}

export function createNativeAccounts(platform: Platform, { staff, audit }: Deps): NativeAccounts {
  const { config } = platform
  const isOn = config.authBackends.some((name) => name.trim() === NativeBackend.IDENTIFIER)
  const shared = {
    staff,
    audit,
    throttles: createNativeThrottles(platform.throttle),
    mails: createNativeMails(platform),
  }
  const registration = createRegistration(platform, shared)
  const recovery = createRecovery(platform, shared)
  const emailCodes = createEmailCodes(platform)
  return {
    isOn,
    hasRegistration: isOn && config.registration,
    hasRecovery: isOn && config.passwordReset,
    registration,
    recovery,
    emailCodes,
    emailChange: createEmailChange(platform, { ...shared, codes: emailCodes }),
    changePassword: createPasswordChange(platform, shared),
    passwordLinks: isOn ? recovery : null,
    notices: shared.mails,
    async cleanUp() {
      return (await registration.cleanUp()) + (await recovery.cleanUp()) + (await emailCodes.cleanUp())
    },
  }
}
