import { absoluteUrl } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import { MailFrame } from '../../ui/mail-frame.tsx'
import { MailButton, MailCode, MailText } from '../../ui/mail-parts.tsx'
import { renderFragment } from '../../ui/render.ts'
import type { Letter } from './types.ts'

/** Subject, HTML and plain text of one mail; both parts say the same. */
export async function drawLetter(letter: Letter, t: Translate): Promise<QueuedMail> {
  const { kind, organizer, site, to, values, href, validUntil, code, note } = letter
  const name = oneLine(organizer.name)
  const params = { ...values, organizer: name }
  const subject = oneLine(t(kind.text('subject'), params))
  const title = t(kind.text('title'), params)
  const hello = to.name === '' ? t('mailTexts:letter.helloNobody') : t('mailTexts:letter.hello', { name: to.name })
  const text = t(kind.text('text'), params)
  const closing = t(kind.text('closing'), params)
  const footer = t('mailTexts:letter.footer', { organizer: name })
  const identifier = t('mailTexts:letter.identifier')
  const shop = { href: absoluteUrl(site, '/'), text: t('mailTexts:letter.shop', { organizer: name }) }
  const until = validUntil === undefined ? null : formatInstant(validUntil, to.locale, organizer.timeZone)
  const copy = until === null ? t('mailTexts:letter.copy') : t('mailTexts:letter.copyUntil', { until })
  const html = await renderFragment(
    <MailFrame
      lang={to.locale}
      subject={subject}
      preheader={t(kind.text('preheader'), params)}
      organizer={{ name, colour: organizer.brandColor }}
      title={title}
      facts={[{ label: identifier, value: to.identifier }]}
      closing={closing}
      footer={{ text: footer, links: [shop] }}
    >
      <MailText>{hello}</MailText>
      <MailText>{text}</MailText>
      {note !== undefined && <MailText>{note}</MailText>}
      {code !== undefined && <MailCode code={code} note={t(kind.text('button'), params)} />}
      {href !== undefined && (
        <MailButton href={href} text={t(kind.text('button'), params)} colour={organizer.brandColor} note={copy} />
      )}
    </MailFrame>,
  )
  const paragraphs = [
    hello,
    text,
    ...(note === undefined ? [] : [note]),
    ...(code === undefined ? [] : [code]),
    ...(href === undefined ? [] : [`${copy}\n${href}`]),
    `${identifier}: ${to.identifier}`,
    closing,
  ]
  return {
    organizerId: organizer.id,
    topic: kind.topic,
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
