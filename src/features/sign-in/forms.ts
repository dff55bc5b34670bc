import { z } from 'zod'
import type { Message } from '../../core/errors.ts'
import { NAME_SCHEMES, type NamePart, type NameParts } from '../../core/person-names.ts'
import { isLocale, type Locale } from '../../platform/i18n/i18n.ts'
import { checkEmail, checkName } from '../customers/index.ts'
import type { OrganizerSettings } from '../organizers/index.ts'
import { MAX_PASSWORD } from './rules/password.ts'
import { REAUTH_REASONS } from './types.ts'

/** What is wrong, by field. */
export type Problems = Readonly<Record<string, Message>>

const MAX_NEXT = 8192
const MAX_TYPED = 1000

/** A field of a form. Anything but one text of reasonable length counts as not sent. */
const text = (max: number) => z.string().max(max).catch('')
const maybe = (max: number) => z.string().max(max).optional().catch(undefined)
const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .catch('')

const flag = z
  .literal('1')
  .transform(() => true)
  .catch(false)
const reason = z.enum(REAUTH_REASONS).nullable().catch(null)

const loginQuery = z.object({
  next: maybe(MAX_NEXT),
  login_hint: text(MAX_TYPED),
  reauth: flag,
  reason,
  new: flag,
  stay: flag,
})
const loginBody = z.object({
  next: maybe(MAX_NEXT),
  reason,
  email: text(MAX_TYPED),
  password: text(MAX_PASSWORD),
})
const emailBody = z.object({ next: maybe(MAX_NEXT), email: text(MAX_TYPED) })
const codeBody = z.object({ code: text(50) })
const linkBody = z.object({ token, password: text(MAX_PASSWORD * 2), password_repeat: maybe(MAX_PASSWORD * 2) })
const linkQuery = z.object({ token })
const nextOnly = z.object({ next: maybe(MAX_NEXT) })
const registerBody = z.object({ next: maybe(MAX_NEXT), email: text(MAX_TYPED), locale: text(20) })
const challengeBody = z.object({ challenge: text(1000), challenge_nonce: text(20) })
const continueBody = z.object({ next: maybe(MAX_NEXT), account: text(50) })

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

export const readLoginQuery = reader(loginQuery)
export const readLogin = reader(loginBody)
export const readEmailForm = reader(emailBody)
export const readCodeForm = reader(codeBody)
export const readLinkForm = reader(linkBody)
export const readLinkQuery = reader(linkQuery)
export const readNext = reader(nextOnly)
export const readContinue = reader(continueBody)

const readChallengeBody = reader(challengeBody)

/** What the challenge of a registration brought back; empty texts for nothing. */
export function readChallenge(body: unknown): { token: string; nonce: string } {
  const { challenge, challenge_nonce } = readChallengeBody(body)
  return { token: challenge, nonce: challenge_nonce }
}

const readRegisterBody = reader(registerBody)

export interface RegisterForm {
  readonly next: string | undefined
  /** As typed, to be shown again. */
  readonly typed: Readonly<Partial<Record<NamePart, string>>> & { readonly email: string; readonly locale: string }
  readonly problems: Problems
  /** Null while there are problems. */
  readonly registration: { readonly email: string; readonly nameParts: NameParts; readonly locale: Locale } | null
}

/** The registration form, checked by the organizer's way to ask for names. */
export function readRegistration(body: unknown, settings: OrganizerSettings): RegisterForm {
  const { next, email, locale } = readRegisterBody(body)
  const name = readNameParts(body, settings)
  const checkedName = checkName(name, {
    scheme: settings.name_scheme,
    titles: settings.name_scheme_titles,
    required: true,
    isRegistration: true,
  })
  const checkedEmail = checkEmail(email)
  const problems: Record<string, Message> = { ...checkedName.problems }
  if (checkedEmail.problem) problems.email = checkedEmail.problem
  if (!isLocale(locale)) problems.locale = { key: 'signIn:bad.locale' }
  const isFine = Object.keys(problems).length === 0 && checkedEmail.email !== undefined && isLocale(locale)
  return {
    next,
    typed: { ...name, email, locale },
    problems,
    registration: isFine ? { email: checkedEmail.email, nameParts: checkedName.parts, locale } : null,
  }
}

/** The parts of a name from a form, one field for each part of the organizer's scheme. */
function readNameParts(body: unknown, settings: OrganizerSettings): Partial<Record<NamePart, string>> {
  const fields = reader(z.record(z.string(), z.unknown()))(body)
  const { parts } = NAME_SCHEMES[settings.name_scheme]
  return Object.fromEntries(parts.map((part) => [part, text(MAX_TYPED).parse(fields[part])]))
}
