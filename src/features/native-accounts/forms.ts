import { z } from 'zod'
import type { Message } from '../../core/errors.ts'

/** What is wrong, by field. */
export type Problems = Readonly<Record<string, Message>>

const MAX_TYPED = 1000
const MAX_FULLNAME = 190
const MAX_PASSWORD = 4096

/** Anything but one text of reasonable length counts as not sent. */
const text = (max: number) => z.string().max(max).catch('')
/** One more than is allowed, so that a password that is too long is refused instead of forgotten. */
const password = text(MAX_PASSWORD + 1)
const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .catch('')
const id = z
  .string()
  .regex(/^[0-9a-z]{26}$/)
  .catch('')

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

const registration = reader(
  z.object({ email: text(MAX_TYPED), fullname: text(MAX_TYPED), password, password_repeat: password }),
)

/** A registration as it was sent. */
export interface RegistrationForm {
  /** To be shown again. */
  readonly typed: { readonly email: string; readonly fullname: string }
  readonly problems: Problems
  /** Null while there are problems. The password is not checked by the rules yet. */
  readonly input: { readonly email: string; readonly fullname: string; readonly password: string } | null
}

/** Reads `email`, `fullname`, `password` and `password_repeat`. */
export function readRegistration(body: unknown): RegistrationForm {
  const { email, fullname, password, password_repeat } = registration(body)
  const problems: Problems = {
    ...(fullname.trim() === '' && { fullname: { key: 'nativeAccounts:bad.fullname' } }),
    ...(fullname.trim().length > MAX_FULLNAME && { fullname: { key: 'nativeAccounts:bad.fullnameLong' } }),
    ...(email.trim() === '' && { email: { key: 'nativeAccounts:bad.email' } }),
    ...newPasswordProblems(password, password_repeat),
  }
  const isFine = Object.keys(problems).length === 0
  return {
    typed: { email, fullname },
    problems,
    input: isFine ? { email: email.trim(), fullname: fullname.trim(), password } : null,
  }
}

/** What is wrong with a new password and its repetition, before any rule is asked. */
export function newPasswordProblems(password: string, repeat: string): Record<string, Message> {
  if (password === '') return { password: { key: 'nativeAccounts:bad.passwordEmpty' } }
  if (repeat === '') return { password_repeat: { key: 'nativeAccounts:bad.repeatEmpty' } }
  return password === repeat ? {} : { password_repeat: { key: 'nativeAccounts:bad.repeat' } }
}

export const readActivationQuery = reader(z.object({ token }))
export const readActivation = reader(z.object({ token, password }))
export const readForgotten = reader(z.object({ email: text(MAX_TYPED) }))
export const readRecoveryQuery = reader(z.object({ id, token }))
export const readRecovery = reader(z.object({ id, token, password, password_repeat: password }))
export const readNext = reader(z.object({ next: text(8192) }))
export const readPasswordChange = reader(
  z.object({ old_password: password, password, password_repeat: password, next: text(8192) }),
)
export const readEmailChange = reader(z.object({ email: text(MAX_TYPED) }))
export const readReason = reader(z.object({ reason: z.enum(['email_change', 'email_verify']).nullable().catch(null) }))
export const readCode = reader(z.object({ code: text(50) }))
