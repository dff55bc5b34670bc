import type { Site } from '../../platform/http/site.ts'
import type { Locale, TextKey } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Organizer } from '../organizers/index.ts'

/** Parts of the default text of a mail; `button` only where the kind has a link. */
export type LetterPart = 'subject' | 'preheader' | 'title' | 'text' | 'button' | 'closing'

/** A kind of mail to customers that an organizer may word anew. */
export interface LetterKind {
  /** Stable word, as in the reference: `customer_registration`. */
  readonly key: string
  /** What the outbox and the history call it: `customer.activation`. */
  readonly topic: string
  /** Text of a part, with `{{name}}` for each placeholder. */
  readonly text: (part: LetterPart) => TextKey
  /** What the text may mention besides `organizer`, `name` and the parts of the name. */
  readonly placeholders: readonly string[]
  /** `url`: a link that the mail is about; `code`: six digits. Its own text has to mention it. */
  readonly carries: 'url' | 'code' | 'nothing'
}

/** Whom a mail goes to. */
export interface Recipient {
  readonly email: string
  /** Display name; may be empty. */
  readonly name: string
  readonly nameParts?: Readonly<Record<string, string>>
  readonly identifier: string
  readonly locale: Locale
}

export interface Letter {
  readonly kind: LetterKind
  readonly organizer: Organizer
  /** Where its links lead. */
  readonly site: Site
  readonly to: Recipient
  /** Values of the placeholders of this kind, for people to read. */
  readonly values?: Readonly<Record<string, string>>
  /** Where the button leads. */
  readonly href?: string
  /** Until when `href` or `code` counts; instant in ms. */
  readonly validUntil?: number
  /** Shown large, to be typed. */
  readonly code?: string
  /** A further line under the text. */
  readonly note?: string
}

/** Mails to customers: one look, the organizer's words where there are some. */
export interface MailTexts {
  /** Makes a kind known, once at start, so that it can be worded anew. */
  define(kind: LetterKind): void
  /** Subject, HTML and plain text; to be queued with `platform.mailer.queue` in the transaction of the change. */
  letter(letter: Letter): Promise<QueuedMail>
}
