import { InvalidInput } from '../../../core/errors.ts'
import { type Locale, negotiateLocale } from '../../../platform/i18n/i18n.ts'
import { type Claims, claimAt, textClaim } from '../../../protocol/client/claims.ts'
import { checkEmail, customerTexts } from '../../customers/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { MappedPerson } from '../types.ts'
import { claimedName } from './claimed-name.ts'

const MAX_SUBJECT = 255
const MAX_TEXT = 1000

/** What claims make of a person. Claims of a wrong type, or with a value that cannot be stored, count as missing. */
export function mapClaims(
  claims: Claims,
  names: SsoProvider['settings']['claims'],
  organizer: Organizer,
): MappedPerson {
  const typed = read(claims, names.email)
  const email = typed === undefined ? null : (checkEmail(typed).email ?? null)
  return {
    email,
    hasBadEmail: email === null && present(claims, names.email),
    isEmailVerified: verifiedClaim(claims, names.emailVerified),
    nameParts: claimedName(claims, names.name, organizer.settings.name_scheme),
    phone: phoneOf(read(claims, names.phone), organizer),
    locale: localeOf(read(claims, names.locale)),
  }
}

/** A user ID that can be stored and compared: OpenID Connect Core 2 allows 255 characters. */
export function isSubject(subject: string): boolean {
  return subject !== '' && subject.length <= MAX_SUBJECT && subject.isWellFormed() && !/\p{Cc}/u.test(subject)
}

/** Only a clear yes is one: "false", 0 and whatever else a provider may send is a no. Null when it says nothing. */
export function verifiedClaim(claims: Claims, path: string): boolean | null {
  if (!present(claims, path)) return null
  const value = claimAt(claims, path)
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true')
}

function present(claims: Claims, path: string): boolean {
  return path !== '' && claimAt(claims, path) !== undefined && claimAt(claims, path) !== ''
}

function read(claims: Claims, path: string): string | undefined {
  const text = path === '' ? undefined : textClaim(claims, path)
  return text !== undefined && text.length <= MAX_TEXT ? text : undefined
}

/** "de-AT" and "de_AT" are German. */
function localeOf(text: string | undefined): Locale | null {
  return text === undefined ? null : negotiateLocale(text.replaceAll('_', '-'))
}

function phoneOf(text: string | undefined, organizer: Organizer): string | null {
  if (text === undefined) return null
  try {
    return customerTexts.read(new Map([['phone', text]]), organizer).phone ?? null
  } catch (error) {
    if (error instanceof InvalidInput) return null
    throw error
  }
}
