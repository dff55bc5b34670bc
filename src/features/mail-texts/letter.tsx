import type { ImageSize } from '../../core/image-size.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import { MailFrame } from '../../ui/mail-frame.tsx'
import { MailButton, MailCode, MailText as Paragraph } from '../../ui/mail-parts.tsx'
import { renderFragment } from '../../ui/render.ts'
import { organizerLogoPath } from '../organizers/index.ts'
import { fillLine } from './fill.ts'
import type { LetterBody } from './letter-body.ts'
import { drawOwnBody } from './own-body.tsx'
import { placeholdersOf } from './rules/placeholders.ts'
import type { Letter, MailText } from './types.ts'
import { oneLine, valuesOf } from './values.ts'

const MAX_SUBJECT = 300

/**
 * Subject, HTML and plain text of one mail; both parts say the same.
 * @param own the organizer's words; an empty part, or none at all, is the default
 * @param logoSize of the organizer's logo, in CSS pixels; without one its name stands in the head
 */
export async function drawLetter(
  letter: Letter,
  t: Translate,
  own?: MailText,
  logoSize?: ImageSize | null,
): Promise<QueuedMail> {
  const { kind, organizer, site, to, values, validUntil } = letter
  const name = oneLine(organizer.name)
  const until = validUntil === undefined ? null : formatInstant(validUntil, to.locale, organizer.timeZone)
  const copy = until === null ? t('mailTexts:letter.copy') : t('mailTexts:letter.copyUntil', { until })
  const isOwn = own !== undefined && own.body.trim() !== ''
  const body = isOwn ? drawOwnBody(letter, t, copy, own.body) : defaultBody(letter, t, copy)
  const words = placeholdersOf(kind, organizer.settings.name_scheme)
  const ownSubject = own ? fillLine(own.subject, words, { ...valuesOf(letter, t), code: letter.code ?? '' }).trim() : ''
  const subject = oneLine(
    ownSubject === '' ? t(kind.text('subject'), { ...values, code: letter.code ?? '', organizer: name }) : ownSubject,
  )
  const footer = t('mailTexts:letter.footer', { organizer: name })
  const identifier = t('mailTexts:letter.identifier')
  const shop = { href: absoluteUrl(site, '/'), text: t('mailTexts:letter.shop', { organizer: name }) }
  const logoPath = organizerLogoPath(organizer)
  const logo = logoSize && logoPath ? { ...logoSize, src: absoluteUrl(site, logoPath) } : undefined
  const html = await renderFragment(
    <MailFrame
      lang={to.locale}
      subject={subject}
      preheader={body.preheader}
      organizer={{ name, colour: organizer.brandColor, logo }}
      title={body.title}
      facts={to.identifier === '' ? [] : [{ label: identifier, value: to.identifier }]}
      closing={body.closing}
      footer={{ text: footer, links: [shop] }}
    >
      {body.html}
    </MailFrame>,
  )
  const paragraphs = [
    ...(body.title === undefined ? [] : [body.title]),
    ...body.paragraphs,
    ...(to.identifier === '' ? [] : [`${identifier}: ${to.identifier}`]),
    ...(body.closing === undefined ? [] : [body.closing]),
  ]
  return {
    organizerId: organizer.id,
    topic: kind.topic,
    mail: {
      fromName: name,
      to: to.email,
      subject: subject.slice(0, MAX_SUBJECT),
      html: `<!doctype html>${html}`,
      text: `${paragraphs.join('\n\n')}\n\n-- \n${footer}\n${shop.href}\n`,
    },
  }
}

function defaultBody(
  { kind, organizer, to, values, href, code, note }: Letter,
  t: Translate,
  copy: string,
): LetterBody {
  const params = { ...values, code: code ?? '', organizer: oneLine(organizer.name) }
  const hello = to.name === '' ? t('mailTexts:letter.helloNobody') : t('mailTexts:letter.hello', { name: to.name })
  const text = t(kind.text('text'), params)
  return {
    title: t(kind.text('title'), params),
    preheader: t(kind.text('preheader'), params),
    closing: t(kind.text('closing'), params),
    html: (
      <>
        <Paragraph>{hello}</Paragraph>
        <Paragraph>{text}</Paragraph>
        {note !== undefined && <Paragraph>{note}</Paragraph>}
        {code !== undefined && <MailCode code={code} note={t(kind.text('button'), params)} />}
        {href !== undefined && (
          <MailButton href={href} text={t(kind.text('button'), params)} colour={organizer.brandColor} note={copy} />
        )}
      </>
    ),
    paragraphs: [
      hello,
      text,
      ...(note === undefined ? [] : [note]),
      ...(code === undefined ? [] : [code]),
      ...(href === undefined ? [] : [`${copy}\n${href}`]),
    ],
  }
}
