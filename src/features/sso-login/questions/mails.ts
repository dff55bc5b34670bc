import type { Site } from '../../../platform/http/site.ts'
import type { QueuedMail } from '../../../platform/mail/mailer.ts'
import type { LetterKind, MailTexts, Recipient } from '../../mail-texts/index.ts'
import type { Organizer } from '../../organizers/index.ts'

/** `confirm`: the address is to be confirmed. `link`: the account with the address is to be proven. */
export type CodeMail = 'confirm' | 'link'

export interface CodeLetter {
  readonly organizer: Organizer
  /** Where its links lead. */
  readonly site: Site
  readonly to: Recipient
  /** What the provider is called. */
  readonly provider: string
  readonly code: string
  /** ms */
  readonly validUntil: number
}

const kind = (what: CodeMail): LetterKind => ({
  key: `customer_login_${what}`,
  topic: `customer.login_${what}`,
  text: (part) => `ssoQuestions:mail.${what}.${part}`,
  placeholders: ['provider'],
  carries: 'code',
})

const KINDS: Readonly<Record<CodeMail, LetterKind>> = { confirm: kind('confirm'), link: kind('link') }

/** Draws mails with six digits. */
export function createQuestionMails(mailTexts: MailTexts): (what: CodeMail, letter: CodeLetter) => Promise<QueuedMail> {
  for (const known of Object.values(KINDS)) mailTexts.define(known)
  return (what, { provider, code, ...letter }) =>
    mailTexts.letter({ ...letter, kind: KINDS[what], code, values: { provider, code } })
}
