import { z } from 'zod'
import { FoyerError } from '../../core/errors.ts'

const MAX_SUBJECT = 500
/** The fields that the mailer sets itself; another header of that name would change who gets the mail or how it is read. */
const OWN_HEADERS =
  /^(from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|auto-submitted|return-path|content-.*|resent-.*|dkim-.*)$/i

const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'holds a control character')
const addressSchema = line(254).regex(/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/u, 'is not one plain email address')
const headers = z.record(
  z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,76}$/, 'is not a header name')
    .refine((name) => !OWN_HEADERS.test(name), 'is set by the mailer'),
  line(900),
)

/** What a feature hands to the mailer. The sender's address is the installation's. */
export const letterSchema = z.strictObject({
  /** The name beside the sender's address, such as the organizer's. */
  fromName: line(200),
  /** One plain address. */
  to: addressSchema,
  replyTo: addressSchema.optional(),
  subject: line(MAX_SUBJECT).min(1),
  html: z.string().min(1),
  text: z.string().refine((text) => text.trim() !== '', 'is empty'),
  headers: headers.optional(),
})

export type Letter = z.infer<typeof letterSchema>

/** True for one address without a name, comments or quotes, which no mail server can read as anything else. */
export function isPlainAddress(text: string): boolean {
  return addressSchema.safeParse(text).success
}

/** A mail that would not be one message to one person: line breaks in a header, several recipients, no plain text part. */
export class LetterRefused extends FoyerError {
  constructor(problems: string) {
    super(`mail refused: ${problems}`, { code: 'letter_refused', status: 500 })
  }
}

/** @throws LetterRefused naming the fields, never what they hold */
export function checkLetter(letter: Letter): Letter {
  const result = letterSchema.safeParse(letter)
  if (result.success) return result.data
  throw new LetterRefused(
    result.error.issues.map((issue) => `${String(issue.path[0] ?? '')} ${issue.message}`).join('; '),
  )
}
