import { z } from 'zod'

const MAX_TYPED = 1000
const MAX_PASSWORD = 4096

/** A field of a form. Anything but one text of reasonable length counts as not sent. */
const text = (max: number) => z.string().max(max).catch('')

/** The name of a question; anything else is none. */
const name = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .catch('')

const query = z.object({ question: name, other: text(1) })
const body = z.object({ question: name, email: text(MAX_TYPED), password: text(MAX_PASSWORD), code: text(50) })

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

/** `other=1` on a page that waits for digits: another way, or another address. */
export const readQuery = reader(query)
export const readBody = reader(body)

/** Six digits as typed, with or without blanks and dashes; null for anything else. */
export function readDigits(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '')
  return /^[0-9]{6}$/.test(digits) ? digits : null
}
