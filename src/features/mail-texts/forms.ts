import { z } from 'zod'
import { isLocale, type Locale } from '../../platform/i18n/i18n.ts'
import type { MailText } from './types.ts'

/** Far more than a text may have, so that one that is too long is told and not lost. */
const MOST = 200_000
const text = z.string().max(MOST).catch('')
const form = z.object({ language: text, subject: text, body: text, part: text, text }).partial().catch({})

export interface TextForm extends MailText {
  /** Null: none, or none that there is. */
  readonly locale: Locale | null
  readonly part: 'html' | 'text'
  /** Asks for the default text, to be looked at and saved. */
  readonly wantsDefault: boolean
}

/** The form of a text, or the query of its page, as it was sent. */
export function readTextForm(sent: unknown): TextForm {
  const { language = '', subject = '', body = '', part = '', text: wanted = '' } = form.parse(sent ?? {})
  return {
    locale: isLocale(language) ? language : null,
    subject,
    body: body.replaceAll(/\r\n?/g, '\n'),
    part: part === 'text' ? 'text' : 'html',
    wantsDefault: wanted === 'default',
  }
}
