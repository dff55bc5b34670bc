import type { OrganizerId } from '../../core/ids.ts'
import type { Site } from '../../platform/http/site.ts'
import type { Locale, TextKey } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { AuditActor } from '../audit/index.ts'
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
  /** The customer ID; empty for somebody without an account. */
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

/** The words of a mail: one line, and Markdown with placeholders. An empty part is the default. */
export interface MailText {
  readonly subject: string
  readonly body: string
}

/** The text of a kind in one language, as it is in force. */
export interface CurrentText extends MailText {
  /** The organizer wrote at least a part of it. */
  readonly isOwn: boolean
}

/** Mails to customers: one look, the organizer's words where there are some. */
export interface MailTexts {
  /** Makes a kind known, once at start, so that it can be worded anew. */
  define(kind: LetterKind): void
  /** Subject, HTML and plain text; to be queued with `platform.mailer.queue` in the transaction of the change. */
  letter(letter: Letter): Promise<QueuedMail>
  /** All kinds, in the order in which they were made known. */
  kinds(): readonly LetterKind[]
  /** Words that a text of this kind may hold in braces. */
  placeholders(kind: LetterKind, organizer: Organizer): string[]
  defaultText(kind: LetterKind, locale: Locale): MailText
  current(organizer: Organizer, kind: LetterKind, locale: Locale): Promise<CurrentText>
  /** What the organizer wrote, by `key locale`, e.g. `customer_reset de`. */
  own(organizerId: OrganizerId): Promise<ReadonlyMap<string, MailText>>
  /**
   * Keeps a text. A part that is empty or equal to the default is the default from now on.
   * @throws InvalidInput for `subject` and `body`: unknown or missing placeholders, links that lead nowhere, too long
   */
  save(organizer: Organizer, kind: LetterKind, locale: Locale, text: MailText, actor: AuditActor): Promise<void>
  /**
   * The mail as it would be with this text.
   * @throws InvalidInput as `save` does
   */
  draft(letter: Letter, text: MailText): Promise<QueuedMail>
}
