import { formatInstant } from '../../platform/i18n/format.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import { LOGIN_PATH, type StaffLetter, staffLetter, type User } from '../staff/index.ts'
import type { CodePurpose } from './types.ts'

/** Whom a mail goes to. */
export type Recipient = StaffLetter['user']

/** The mails of native accounts. Instants in ms. */
export interface NativeMails {
  /** The link that makes an account. */
  activation(to: Recipient, token: string, until: number): Promise<QueuedMail>
  /** Somebody wanted an account with an address that has one. */
  registered(owner: User): Promise<QueuedMail>
  /** The link to set a new password. */
  reset(user: User, token: string, until: number): Promise<QueuedMail>
  passwordChanged(user: User, at: number): Promise<QueuedMail>
  code(to: Recipient, purpose: CodePurpose, code: string, until: number): Promise<QueuedMail>
  /** Somebody wanted to change their address to one that has an account. */
  emailTaken(owner: User): Promise<QueuedMail>
  /** To the former and to the new address. */
  emailChanged(user: User, newEmail: string, at: number): Promise<QueuedMail[]>
}

type MailName =
  | 'activation'
  | 'registered'
  | 'reset'
  | 'passwordChanged'
  | 'emailCode'
  | 'verifyCode'
  | 'emailTaken'
  | 'emailLeft'
  | 'emailArrived'

export function createNativeMails(platform: Pick<Platform, 'config' | 'i18n'>): NativeMails {
  const { config } = platform
  const login = config.url + LOGIN_PATH

  function letter(user: Recipient, name: MailName, rest: Omit<StaffLetter, 'user' | 'topic' | 'text'>) {
    const topic = `staff.${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
    return staffLetter(platform, { user, topic, text: (part) => `nativeAccounts:mail.${name}.${part}`, ...rest })
  }

  const when = (user: Recipient, at: number) => formatInstant(at, user.locale, user.timeZone ?? config.defaultTimezone)

  return {
    activation: (to, token, until) =>
      letter(to, 'activation', { href: `${config.url}/control/register/activate?token=${token}`, validUntil: until }),
    registered: (owner) => letter(owner, 'registered', { href: login }),
    reset: (user, token, until) =>
      letter(user, 'reset', {
        href: `${config.url}/control/forgot/recover?id=${user.id}&token=${token}`,
        validUntil: until,
      }),
    passwordChanged: (user, at) => letter(user, 'passwordChanged', { values: { when: when(user, at) } }),
    code: (to, purpose, code, until) =>
      letter(to, purpose === 'change' ? 'emailCode' : 'verifyCode', { code, validUntil: until }),
    emailTaken: (owner) => letter(owner, 'emailTaken', {}),
    emailChanged: (user, newEmail, at) => {
      const values = { when: when(user, at), email: newEmail }
      return Promise.all([
        letter(user, 'emailLeft', { values }),
        letter({ ...user, email: newEmail }, 'emailArrived', { values }),
      ])
    },
  }
}
