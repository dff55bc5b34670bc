import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { LetterKind, MailText } from '../types.ts'
import { placeholdersOf } from './placeholders.ts'

/** What is sent until an organizer writes a text of its own, as the Markdown that it would be. */
export function defaultText(kind: LetterKind, t: Translate): MailText {
  const words = placeholdersOf(kind, 'full')
  const params = Object.fromEntries(words.map((word) => [word, `{${word}}`]))
  const carried: Record<LetterKind['carries'], string[]> = {
    url: [kind.carries === 'url' ? `[${t(kind.text('button'), params)}]({url})` : ''],
    code: ['{code}'],
    nothing: [],
  }
  const paragraphs = [
    `# ${t(kind.text('title'), params)}`,
    t('mailTexts:letter.hello', params),
    t(kind.text('text'), params),
    ...carried[kind.carries],
    t(kind.text('closing'), params),
  ]
  return { subject: t(kind.text('subject'), params), body: `${paragraphs.join('\n\n')}\n` }
}
