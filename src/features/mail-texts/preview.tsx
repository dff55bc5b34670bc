import type { Message } from '../../core/errors.ts'
import { type Locale, say, type Translate } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import { bodyFont } from '../../ui/mail-styles.ts'
import { renderFragment } from '../../ui/render.ts'

const PAPER = 'margin:0;padding:24px;background:#fffefd;color:#231c16'

/** A mail for the frame of the preview, in one of its two forms. */
export async function previewOf(mail: QueuedMail['mail'], part: 'html' | 'text', lang: Locale): Promise<string> {
  if (part === 'html') return mail.html
  const page = (
    <html lang={lang}>
      <head>
        <title>{mail.subject}</title>
      </head>
      <body style={PAPER}>
        <pre style="margin:0;font:14px/21px Consolas,Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere">
          {mail.text}
        </pre>
      </body>
    </html>
  )
  return `<!doctype html>${await renderFragment(page)}`
}

/** Why there is nothing to see. */
export async function problemPage(
  t: Translate,
  lang: Locale,
  problems: Readonly<Record<string, Message>>,
): Promise<string> {
  const page = (
    <html lang={lang}>
      <head>
        <title>{t('words:problems')}</title>
      </head>
      <body style={`${PAPER};font:16px/24px ${bodyFont}`}>
        <p>
          <strong>{t('mailTexts:pages.noPreview')}</strong>
        </p>
        {Object.values(problems).map((problem) => (
          <p>{say(t, problem)}</p>
        ))}
      </body>
    </html>
  )
  return `<!doctype html>${await renderFragment(page)}`
}
