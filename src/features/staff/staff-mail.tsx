import type { Config } from '../../config.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { I18n, Locale, TextKey } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import { MailFrame } from '../../ui/mail-frame.tsx'
import { MailButton, MailCode, type MailFact, MailText } from '../../ui/mail-parts.tsx'
import { renderFragment } from '../../ui/render.ts'
import { linkless, oneLine } from './mail-words.ts'

const MAX_SUBJECT = 300
/** Brass, the colour of the back office. */
const COLOUR = '#f0b93a'

/** `button` only where the mail has a link or a code: the label of the button, or what the code is for. */
export type StaffLetterPart = 'subject' | 'preheader' | 'title' | 'text' | 'button' | 'closing'

export interface StaffLetter {
  readonly user: {
    readonly email: string
    readonly fullname: string
    readonly locale: Locale
    /** IANA name; the installation's when it is left out. */
    readonly timeZone?: string
  }
  /** What the outbox calls it, such as `staff.password_changed`. */
  readonly topic: string
  /** The text of a part; `{{instance}}` is the name of the installation. */
  readonly text: (part: StaffLetterPart) => TextKey
  /** For the texts; what looks like an address of a website is taken apart, so that no mail program makes a link of it. */
  readonly values?: Readonly<Record<string, string>>
  /** Where the button leads: an absolute address of this installation. */
  readonly href?: string
  /** Label of the button instead of the part `button`. */
  readonly linkText?: string
  /** Shown large, to be typed. */
  readonly code?: string
  /** Until when `href` or `code` counts; instant in ms. */
  readonly validUntil?: number
  /** Label and value pairs below the text. */
  readonly facts?: readonly { readonly label: string; readonly value: string }[]
}

interface StaffMailPlatform {
  readonly config: Pick<Config, 'url' | 'instanceName' | 'defaultTimezone'>
  readonly i18n: I18n
}

/** A mail of the installation to somebody of the staff; to be queued in the transaction of the change. */
export async function staffLetter(platform: StaffMailPlatform, letter: StaffLetter): Promise<QueuedMail> {
  const { config, i18n } = platform
  const { user, href, code, validUntil } = letter
  const t = i18n.translator(user.locale)
  const instance = oneLine(config.instanceName)
  const values = Object.entries(letter.values ?? {}).map(([name, value]) => [name, linkless(value)] as const)
  const params = { ...Object.fromEntries(values), code: code ?? '', instance }
  const say = (part: StaffLetterPart) => t(letter.text(part), params)
  const name = linkless(user.fullname)
  const hello = name === '' ? t('staff:letter.helloNobody') : t('staff:letter.hello', { name })
  const until =
    validUntil === undefined ? null : formatInstant(validUntil, user.locale, user.timeZone ?? config.defaultTimezone)
  const copy = until === null ? t('staff:letter.copy') : t('staff:letter.copyUntil', { until })
  const codeNote = until === null ? t('staff:letter.code') : t('staff:letter.codeUntil', { until })
  const facts: MailFact[] = (letter.facts ?? []).map(({ label, value }) => ({ label, value: linkless(value) }))
  const subject = oneLine(say('subject')).slice(0, MAX_SUBJECT)
  const footer = t('staff:letter.footer', { instance })
  const office = { href: `${config.url}/control/`, text: t('staff:letter.office') }
  const html = await renderFragment(
    <MailFrame
      lang={user.locale}
      subject={subject}
      preheader={say('preheader')}
      organizer={{ name: instance, colour: COLOUR }}
      title={say('title')}
      facts={facts}
      closing={say('closing')}
      footer={{ text: footer, links: [office] }}
    >
      <MailText>{hello}</MailText>
      <MailText>{say('text')}</MailText>
      {code !== undefined && <MailCode code={code} note={codeNote} />}
      {href !== undefined && (
        <MailButton href={href} text={letter.linkText ?? say('button')} colour={COLOUR} note={copy} />
      )}
    </MailFrame>,
  )
  const paragraphs = [
    say('title'),
    hello,
    say('text'),
    ...(code === undefined ? [] : [`${code}\n${codeNote}`]),
    ...(href === undefined ? [] : [`${copy}\n${href}`]),
    ...(facts.length === 0 ? [] : [facts.map(({ label, value }) => `${label}: ${value}`).join('\n')]),
    say('closing'),
  ]
  return {
    organizerId: null,
    topic: letter.topic,
    mail: {
      fromName: instance,
      to: user.email,
      subject,
      html: `<!doctype html>${html}`,
      text: `${paragraphs.join('\n\n')}\n\n-- \n${footer}\n${office.href}\n`,
    },
  }
}
