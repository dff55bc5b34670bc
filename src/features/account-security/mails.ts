import { absoluteUrl, type Site } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { LetterKind, MailTexts, Recipient } from '../mail-texts/index.ts'
import type { Organizer } from '../organizers/index.ts'

interface MailContext {
  readonly organizer: Organizer
  /** Where its links lead. */
  readonly site: Site
  readonly to: Recipient
}

/** A link that a mail carries; `expiresAt` in ms. */
export interface MailedLink {
  readonly path: string
  readonly token: string
  readonly expiresAt: number
}

interface AddressChange {
  readonly from: string
  readonly to: string
  /** Instant in ms. */
  readonly at: number
}

export interface SecurityMails {
  /** To the new address: asks to confirm it. */
  confirmChange(context: MailContext, link: MailedLink): Promise<QueuedMail>
  /** To the address before: tells of the new one, with the way back. */
  changed(context: MailContext, change: AddressChange, undo: MailedLink): Promise<QueuedMail>
  /** Tells which address counts from now on. */
  nowSet(context: MailContext, change: Omit<AddressChange, 'from'>): Promise<QueuedMail>
  /** To somebody whose address was asked for by another account. */
  taken(context: MailContext): Promise<QueuedMail>
  /** To a further address: asks to confirm it. */
  confirmAddress(context: MailContext, link: MailedLink): Promise<QueuedMail>
  passwordChanged(context: MailContext, at: number): Promise<QueuedMail>
}

const kind = (
  key: string,
  part: 'change' | 'changed' | 'nowSet' | 'taken' | 'address' | 'password',
  placeholders: readonly string[],
): LetterKind => ({
  key: `customer_${key}`,
  topic: `customer.${key}`,
  text: (name) => `accountSecurity:mail.${part}.${name}`,
  placeholders,
  carries: 'url',
})

const KINDS = {
  change: kind('email_change', 'change', ['new_email']),
  changed: kind('email_changed', 'changed', ['when', 'old_email', 'new_email']),
  nowSet: kind('email_set', 'nowSet', ['when', 'new_email']),
  taken: kind('email_taken', 'taken', []),
  address: kind('address_confirm', 'address', ['address']),
  password: kind('password_changed', 'password', ['when']),
}

export function createSecurityMails(mailTexts: MailTexts): SecurityMails {
  for (const known of Object.values(KINDS)) mailTexts.define(known)
  const when = ({ to, organizer }: MailContext, at: number) => formatInstant(at, to.locale, organizer.timeZone)
  const linked = ({ site }: MailContext, { path, token, expiresAt }: MailedLink) => ({
    href: absoluteUrl(site, `${path}?token=${token}`),
    validUntil: expiresAt,
  })
  const page = ({ site }: MailContext, path: string) => ({ href: absoluteUrl(site, path) })

  return {
    confirmChange: (context, link) =>
      mailTexts.letter({
        ...context,
        ...linked(context, link),
        kind: KINDS.change,
        values: { new_email: context.to.email },
      }),
    changed: (context, { from, to, at }, undo) =>
      mailTexts.letter({
        ...context,
        ...linked(context, undo),
        kind: KINDS.changed,
        values: { when: when(context, at), old_email: from, new_email: to },
      }),
    nowSet: (context, { to, at }) =>
      mailTexts.letter({
        ...context,
        ...page(context, '/account/security'),
        kind: KINDS.nowSet,
        values: { when: when(context, at), new_email: to },
      }),
    taken: (context) => mailTexts.letter({ ...context, ...page(context, '/account/login'), kind: KINDS.taken }),
    confirmAddress: (context, link) =>
      mailTexts.letter({
        ...context,
        ...linked(context, link),
        kind: KINDS.address,
        values: { address: context.to.email },
      }),
    passwordChanged: (context, at) =>
      mailTexts.letter({
        ...context,
        ...page(context, '/account/security'),
        kind: KINDS.password,
        values: { when: when(context, at) },
      }),
  }
}
