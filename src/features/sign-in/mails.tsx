import { absoluteUrl, type Site } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { I18n, Locale, Translate } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import { MailFrame } from '../../ui/mail-frame.tsx'
import { MailButton, MailText } from '../../ui/mail-parts.tsx'
import { renderFragment } from '../../ui/render.ts'
import type { Organizer } from '../organizers/index.ts'

/** Whom a mail goes to. */
export interface Recipient {
  readonly email: string
  readonly name: string
  readonly identifier: string
  readonly locale: Locale
}

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

export function createMails(i18n: I18n): SignInMails {
  return {
    withLink(kind, context, href, expiresAt) {
      const t = i18n.translator(context.to.locale)
      const until = formatInstant(expiresAt, context.to.locale, context.organizer.timeZone)
      return letter(`customer.${kind}`, `signIn:mail.${kind}`, context, t, {
        href,
        note: t('signIn:mail.copy', { until }),
      })
    },
    passwordSet(context, at) {
      const t = i18n.translator(context.to.locale)
      const when = formatInstant(at, context.to.locale, context.organizer.timeZone)
      const href = absoluteUrl(context.site, '/account/')
      return letter('customer.security_notice', 'signIn:mail.notice', context, t, {
        href,
        note: t('signIn:mail.notice.buttonNote'),
        when,
      })
    },
  }
}

interface Action {
  readonly href: string
  readonly note: string
  readonly when?: string
}

/** Subject, HTML and plain text of one mail; both parts say the same. */
async function letter(
  topic: string,
  texts: `signIn:mail.${LinkMail | 'notice'}`,
  { organizer, site, to }: MailContext,
  t: Translate,
  { href, note, when = '' }: Action,
): Promise<QueuedMail> {
  const name = oneLine(organizer.name)
  const params = { organizer: name, when }
  const subject = t(`${texts}.subject`, params)
  const title = t(`${texts}.title`)
  const hello = to.name === '' ? t('signIn:mail.helloNobody') : t('signIn:mail.hello', { name: to.name })
  const text = t(`${texts}.text`, params)
  const closing = t(`${texts}.closing`)
  const footer = t('signIn:mail.footer', params)
  const identifier = t('signIn:mail.identifier')
  const shop = { href: absoluteUrl(site, '/'), text: t('signIn:mail.shop', params) }
  const html = await renderFragment(
    <MailFrame
      lang={to.locale}
      subject={subject}
      preheader={t(`${texts}.preheader`, params)}
      organizer={{ name, colour: organizer.brandColor }}
      title={title}
      facts={[{ label: identifier, value: to.identifier }]}
      closing={closing}
      footer={{ text: footer, links: [shop] }}
    >
      <MailText>{hello}</MailText>
      <MailText>{text}</MailText>
      <MailButton href={href} text={t(`${texts}.button`)} colour={organizer.brandColor} note={note} />
    </MailFrame>,
  )
  const paragraphs = [hello, text, `${note}\n${href}`, `${identifier}: ${to.identifier}`, closing]
  return {
    organizerId: organizer.id,
    topic,
    mail: {
      fromName: name,
      to: to.email,
      subject,
      html: `<!doctype html>${html}`,
      text: `${title}\n\n${paragraphs.join('\n\n')}\n\n-- \n${footer}\n${shop.href}\n`,
    },
  }
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
