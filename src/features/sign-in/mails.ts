import { ipPrefix } from '../../platform/devices/device.ts'
import { absoluteUrl, type Site } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { I18n } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { LetterKind, MailTexts, Recipient } from '../mail-texts/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { deviceName } from './device-name.ts'
import type { ClientFacts } from './types.ts'

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
  /** Six digits to log in with. @param expiresAt in ms */
  loginCode(context: MailContext, code: string, expiresAt: number): Promise<QueuedMail>
  /** Tells of a login from a browser that the account does not know. @param at in ms */
  newDevice(context: MailContext, client: ClientFacts, at: number): Promise<QueuedMail>
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

const LOGIN_CODE: LetterKind = {
  key: 'customer_login_code',
  topic: 'customer.login_code',
  text: (part) => `signIn:mail.code.${part}`,
  placeholders: [],
  carries: 'code',
}

const NEW_DEVICE: LetterKind = {
  key: 'customer_new_device',
  topic: 'customer.new_device',
  text: (part) => `signIn:mail.newDevice.${part}`,
  placeholders: ['when', 'device', 'network'],
  carries: 'url',
}

export function createMails(mailTexts: MailTexts, i18n: Pick<I18n, 'translator'>): SignInMails {
  for (const kind of [...Object.values(LINK_MAILS), PASSWORD_SET, LOGIN_CODE, NEW_DEVICE]) mailTexts.define(kind)
  return {
    withLink: (kind, context, href, expiresAt) =>
      mailTexts.letter({ ...context, kind: LINK_MAILS[kind], href, validUntil: expiresAt }),
    passwordSet(context, at) {
      const when = formatInstant(at, context.to.locale, context.organizer.timeZone)
      const href = absoluteUrl(context.site, '/account/')
      return mailTexts.letter({ ...context, kind: PASSWORD_SET, href, values: { when } })
    },
    loginCode: (context, code, expiresAt) =>
      mailTexts.letter({ ...context, kind: LOGIN_CODE, code, validUntil: expiresAt, values: { code } }),
    newDevice(context, client, at) {
      const { organizer, site, to } = context
      const t = i18n.translator(to.locale)
      return mailTexts.letter({
        ...context,
        kind: NEW_DEVICE,
        href: absoluteUrl(site, '/account/security'),
        values: {
          when: formatInstant(at, to.locale, organizer.timeZone),
          device: deviceName(client.userAgent, t),
          network: ipPrefix(client.ip) || t('signIn:device.unknownNetwork'),
        },
      })
    },
  }
}
