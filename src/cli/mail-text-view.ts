import type { LetterKind, MailTexts } from '../features/mail-texts/index.ts'
import type { Organizer } from '../features/organizers/index.ts'
import { LOCALES, type Locale } from '../platform/i18n/i18n.ts'
import { NothingFound } from './nothing-found.ts'

/** Which text a command is about. */
export const ONE_TEXT = {
  organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
  key: { type: 'string', required: true, summary: 'which mail, such as customer_registration' },
  locale: { type: 'string', choices: LOCALES, required: true, summary: 'language of the text' },
} as const

/**
 * The kind of mail with this key.
 * @throws NothingFound naming those that there are
 */
export function findKind(mailTexts: MailTexts, key: string): LetterKind {
  const kinds = mailTexts.kinds()
  const kind = kinds.find((candidate) => candidate.key === key)
  if (kind) return kind
  throw new NothingFound(`there is no mail "${key}"; there are ${kinds.map((one) => one.key).join(', ')}`)
}

/** A text as commands answer it. */
export async function textJson(mailTexts: MailTexts, organizer: Organizer, kind: LetterKind, locale: Locale) {
  const { subject, body, isOwn } = await mailTexts.current(organizer, kind, locale)
  const placeholders = mailTexts.placeholders(kind, organizer)
  return { organizer: organizer.slug, key: kind.key, locale, is_default: !isOwn, subject, body, placeholders }
}
