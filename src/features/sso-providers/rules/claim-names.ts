import type { Message } from '../../../core/errors.ts'
import { isClaimPath } from '../../../protocol/client/claims.ts'
import type { ClaimNames } from '../types.ts'
import { type Fields, NAME_PARTS } from './fields.ts'
import { bad, readText } from './reading.ts'

const MAX_LENGTH = 200
const MAX_DEPTH = 10
/** Claims that a provider always has to name. */
const NEEDED = ['subject', 'email'] as const

/** Whether a text names a claim: a name, or a path such as `address.country` or `phones[0].value`. */
function isClaim(text: string): boolean {
  return text.length <= MAX_LENGTH && text.split(/[.[]/).length <= MAX_DEPTH && isClaimPath(text)
}

/** What is wrong with the name of a claim; an empty one names none. */
export function claimProblem(text: string): Message | null {
  return text === '' || isClaim(text) ? null : bad('claim', { typed: text.slice(0, 50) })
}

/** The names of claims with what was typed. */
export function readClaimNames(typed: Partial<ClaimNames> = {}, before: ClaimNames, wrong: Fields): ClaimNames {
  const read = (field: string, text: string | undefined, kept: string) => {
    const claim = readText(field, text, kept, MAX_LENGTH, wrong)
    const problem = claimProblem(claim)
    if (problem) wrong[field] ??= problem
    return claim
  }
  const names: ClaimNames = {
    subject: read('claims.subject', typed.subject, before.subject),
    email: read('claims.email', typed.email, before.email),
    emailVerified: read('claims.email_verified', typed.emailVerified, before.emailVerified),
    phone: read('claims.phone', typed.phone, before.phone),
    locale: read('claims.locale', typed.locale, before.locale),
    name: Object.fromEntries(
      NAME_PARTS.map((part) => [part, read(`claims.name.${part}`, typed.name?.[part], before.name[part] ?? '')]),
    ),
  }
  for (const needed of NEEDED) if (names[needed] === '') wrong[`claims.${needed}`] = bad('claimMissing')
  const unknown = Object.keys(typed.name ?? {}).find((part) => !NAME_PARTS.some((known) => known === part))
  if (unknown !== undefined) wrong['claims.name'] = bad('namePart', { typed: unknown.slice(0, 50) })
  return names
}
