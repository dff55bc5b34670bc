import { absoluteUrl, type Site } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { LetterKind, MailTexts, Recipient } from '../mail-texts/index.ts'
import type { Organizer } from '../organizers/index.ts'

interface MailContext {
  readonly organizer: Organizer
  /** Where its links lead. */
  readonly site: Site
  readonly to: Recipient
}

export type LinkMail = 'activation' | 'registered' | 'reset'

export interface SignInMails {
  /** A mail with a link for one use. @param expiresAt in ms */
  withLink(kind: LinkMail, context: MailContext, href: string, expiresAt: number): Promise<QueuedMail>
  /** Tells that the password was set. @param at in ms */
  passwordSet(context: MailContext, at: number): Promise<QueuedMail>
}

const LINK_MAILS: Readonly<Record<LinkMail, LetterKind>> = {
  activation: {
    key: 'customer_registration',
    topic: 'customer.activation',
    text: (part) => `signIn:mail.activation.${part}`,
    placeholders: [],
    carries: 'url',
  },
  registered: {
    key: 'customer_registered',
    topic: 'customer.registered',
    text: (part) => `signIn:mail.registered.${part}`,
    placeholders: [],
    carries: 'url',
  },
  reset: {
    key: 'customer_reset',
    topic: 'customer.reset',
    text: (part) => `signIn:mail.reset.${part}`,
    placeholders: [],
    carries: 'url',
  },
}

const PASSWORD_SET: LetterKind = {
  key: 'customer_security_notice',
  topic: 'customer.security_notice',
  text: (part) => `signIn:mail.notice.${part}`,
  placeholders: ['when'],
  carries: 'url',
}

export function createMails(mailTexts: MailTexts): SignInMails {
  for (const kind of [...Object.values(LINK_MAILS), PASSWORD_SET]) mailTexts.define(kind)
  return {
    withLink: (kind, context, href, expiresAt) =>
      mailTexts.letter({ ...context, kind: LINK_MAILS[kind], href, validUntil: expiresAt }),
    passwordSet(context, at) {
      const when = formatInstant(at, context.to.locale, context.organizer.timeZone)
      const href = absoluteUrl(context.site, '/account/')
      return mailTexts.letter({ ...context, kind: PASSWORD_SET, href, values: { when } })
    },
  }
}
