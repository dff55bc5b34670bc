import type { Message } from '../../core/errors.ts'
import { isLeaked } from '../../platform/crypto/leaked-passwords.ts'

export const MIN_PASSWORD_LENGTH = 12
export const MAX_PASSWORD_LENGTH = 4096

/** Long passwords that are tried first; compared without case, spaces and punctuation. */
const COMMON: ReadonlySet<string> = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456789012345',
  '1234567890123456',
  '1q2w3e4r5t6y7u',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'abcdefghijkl1',
  'abcd12345678',
  'abc123456789',
  'administrator1',
  'changeme1234',
  'changemenow1',
  'iloveyou1234',
  'letmein12345',
  'password1234',
  'password12345',
  'password123456',
  'passwort1234',
  'passw0rd1234',
  'p4ssw0rd1234',
  'qwerty123456',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertz123456',
  'qwertz1234567',
  'qwertzuiop12',
  'qwertzuiop123',
  'welcome12345',
  'willkommen12',
  'willkommen123',
  'geheim123456',
  'hallo1234567',
  'admin1234567',
  'secret123456',
  'correcthorsebatterystaple1',
])

/** Of shorter words nothing is recognised in a password. */
const MIN_TELLING_PART = 5

/** Whose password it is; what is known of the person does not belong into it. */
interface PasswordOwner {
  readonly email: string
  readonly fullname?: string | undefined
}

/**
 * What is wrong with a new password of a staff account; null when nothing is. At least 12 characters, a letter and a digit,
 * not one of the common or leaked ones and not made of the email address or the name.
 */
export function passwordProblem(password: string, { email, fullname = '' }: PasswordOwner): Message | null {
  if (password.length < MIN_PASSWORD_LENGTH) {
    return { key: 'staff:password.short', params: { count: MIN_PASSWORD_LENGTH } }
  }
  if (password.length > MAX_PASSWORD_LENGTH)
    return { key: 'staff:password.long', params: { count: MAX_PASSWORD_LENGTH } }
  if (!/\p{L}/u.test(password) || !/\d/.test(password)) return { key: 'staff:password.mixed' }
  const lower = password.normalize('NFKC').toLowerCase()
  const bare = bareText(lower)
  if (COMMON.has(bare) || new Set(bare).size < 4) return { key: 'staff:password.common' }
  if (isMadeOf(bare, [email, ...email.split(/[@.]/), ...email.split('@')])) return { key: 'staff:password.email' }
  if (isMadeOf(bare, [fullname, ...fullname.split(/\s+/)])) return { key: 'staff:password.name' }
  return isLeaked(lower) ? { key: 'staff:password.common' } : null
}

/** True when little is left of the password without one of these. */
function isMadeOf(bare: string, parts: readonly string[]): boolean {
  return parts
    .map((part) => bareText(part.normalize('NFKC').toLowerCase()))
    .filter((part) => part.length >= MIN_TELLING_PART)
    .some((part) => bare.includes(part) && part.length >= bare.length * 0.6)
}

function bareText(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
