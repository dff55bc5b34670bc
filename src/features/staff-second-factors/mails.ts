import { formatInstant } from '../../platform/i18n/format.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import { staffLetter, type User } from '../staff/index.ts'

/** What changed, as the mail tells it. */
export type ToldChange =
  | 'totpAdded'
  | 'totpDeleted'
  | 'webauthnAdded'
  | 'webauthnDeleted'
  | 'codesMade'
  | 'codeUsed'
  | 'codeAdded'
  | 'reset'

/** Tells the owner of an account what changed about its second factor. @param name of the device */
export type TellOwner = (user: User, what: ToldChange, name?: string) => Promise<QueuedMail>

export function createTellOwner(platform: Pick<Platform, 'config' | 'i18n' | 'clock'>): TellOwner {
  const { config, i18n, clock } = platform
  return (user, what, name = '') =>
    staffLetter(platform, {
      user,
      topic: 'staff.second_factor_changed',
      text: (part) => `staffFactors:mail.${part}`,
      values: {
        what: i18n.translator(user.locale)(`staffFactors:mail.what.${what}`, { name }),
        when: formatInstant(clock.now(), user.locale, user.timeZone),
      },
      href: `${config.url}/control/settings/2fa/`,
    })
}
