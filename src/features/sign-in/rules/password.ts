import type { Message } from '../../../core/errors.ts'
import { isLeaked } from '../../../platform/crypto/leaked-passwords.ts'
import type { OrganizerSettings } from '../../organizers/index.ts'
import { COMMON_PASSWORDS } from './common-passwords.ts'

export const MIN_PASSWORD = 8
export const MAX_PASSWORD = 4096

const MIN_TELLING_PART = 4

/** What an organizer asks of new passwords. */
export type PasswordSettings = Pick<
  OrganizerSettings,
  'customer_accounts_password_min_length' | 'customer_accounts_password_letter_and_digit'
>

/**
 * What is wrong with a new password, null when nothing is. Long ones are welcome, and kinds of characters are demanded only where
 * the organizer chose so (NIST SP 800-63B 3.1.1.2); refused is what is guessed first: leaked ones, repetitions, the own address.
 */
export function passwordProblem(
  password: string,
  account: { readonly email: string | null },
  settings?: PasswordSettings,
): Message | null {
  const min = Math.max(MIN_PASSWORD, settings?.customer_accounts_password_min_length ?? 0)
  const length = [...password].length
  if (length === 0) return { key: 'signIn:bad.passwordEmpty' }
  if (length < min) return { key: 'signIn:bad.passwordShort', params: { min } }
  if (password.length > MAX_PASSWORD) return { key: 'signIn:bad.passwordLong', params: { max: MAX_PASSWORD } }
  if (/^\p{Nd}+$/u.test(password)) return { key: 'signIn:bad.passwordDigits' }
  if (settings?.customer_accounts_password_letter_and_digit && !hasLetterAndDigit(password)) {
    return { key: 'signIn:bad.passwordLetterAndDigit' }
  }
  const lower = password.normalize('NFKC').toLowerCase()
  if (COMMON_PASSWORDS.has(lower) || isRepetition(lower)) return { key: 'signIn:bad.passwordCommon' }
  if (isLikeEmail(lower, account.email)) return { key: 'signIn:bad.passwordEmail' }
  return isLeaked(lower) ? { key: 'signIn:bad.passwordLeaked' } : null
}

function hasLetterAndDigit(password: string): boolean {
  return /\p{L}/u.test(password) && /\p{Nd}/u.test(password)
}

/** `aaaaaaaa`, `abababab`, `abcabcabc`: short pieces written again and again. */
function isRepetition(password: string): boolean {
  return /^(.{1,3}?)\1{2,}.{0,2}$/u.test(password)
}

/** The address, a part of it, or a part with a few digits and signs around it. */
function isLikeEmail(password: string, email: string | null): boolean {
  if (email === null) return false
  const parts = [email, ...email.split(/[@._+-]/)].filter((part) => part.length >= MIN_TELLING_PART)
  const [local = '', domain = ''] = email.split('@')
  const bare = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return [...parts, local, domain].some((part) => part !== '' && (password === part || bare === part))
}
