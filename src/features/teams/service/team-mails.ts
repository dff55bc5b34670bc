import { InvalidInput } from '../../../core/errors.ts'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../../platform/mail/mailer.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Organizer } from '../../organizers/index.ts'
import { displayName, staffLetter, type User } from '../../staff/index.ts'
import type { Editor, Team } from '../types.ts'

const EMAIL_MAX_LENGTH = 190

/** An address as it is stored. @throws InvalidInput */
export function emailOf(typed: string): string {
  const email = typed.trim().toLowerCase()
  const looksRight = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(email)
  if (email.length > EMAIL_MAX_LENGTH || !looksRight) throw new InvalidInput({ email: { key: 'staff:field.email' } })
  return email
}

/** The address of the page behind an invitation. */
export function inviteAddress(config: { readonly url: string }, token: string): string {
  return `${config.url}/control/invite/${token}`
}

type MailPlatform = Pick<Platform, 'config' | 'i18n'>

/** What the mails about teams say about who sent them. */
function values(organizer: Organizer, team: Team, { user }: Editor, locale: Locale, platform: MailPlatform) {
  const sender = user ? displayName(user) : platform.i18n.translator(locale)('teams:mail.operator')
  return { team: team.name, organizer: organizer.name, sender }
}

/** The link for somebody without an account. @param expiresAt ms */
export function inviteLetter(
  platform: MailPlatform,
  organizer: Organizer,
  team: Team,
  editor: Editor,
  invite: { readonly email: string; readonly token: string; readonly expiresAt: number },
): Promise<QueuedMail> {
  const { locale, timeZone } = organizer
  return staffLetter(platform, {
    user: { email: invite.email, fullname: '', locale, timeZone },
    topic: 'team.invite',
    text: (part) => `teams:mail.invite.${part}`,
    values: values(organizer, team, editor, locale, platform),
    href: inviteAddress(platform.config, invite.token),
    validUntil: invite.expiresAt,
  })
}

/** The notice for somebody who is a member now. */
export function addedLetter(
  platform: MailPlatform,
  organizer: Organizer,
  team: Team,
  editor: Editor,
  user: User,
): Promise<QueuedMail> {
  return staffLetter(platform, {
    user,
    topic: 'team.added',
    text: (part) => `teams:mail.added.${part}`,
    values: values(organizer, team, editor, user.locale, platform),
  })
}
