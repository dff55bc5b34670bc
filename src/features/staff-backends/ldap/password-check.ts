import { ResultCodeError } from 'ldapts'
import type { BackendText } from '../contract.ts'
import { LDAP_TEXTS } from './texts.ts'

/** Right, wrong, or why somebody with the right password may not come in. */
export type PasswordAnswer = 'right' | 'wrong' | BackendText

/** Answers that say no more than that this name and this password do not belong together (RFC 4511, appendix A). */
const WRONG_CODES: ReadonlySet<number> = new Set([32, 34, 48, 49])
const INVALID_CREDENTIALS = 49
const UNWILLING = 53

/** What Active Directory says in the text of answer 49, as `data 532` ([MS-ERREF] 2.2). */
const ACTIVE_DIRECTORY: Readonly<Record<string, BackendText>> = {
  '530': LDAP_TEXTS.notNow,
  '531': LDAP_TEXTS.notNow,
  '532': LDAP_TEXTS.passwordExpired,
  '533': LDAP_TEXTS.disabled,
  '701': LDAP_TEXTS.expired,
  '773': LDAP_TEXTS.passwordMustChange,
  '775': LDAP_TEXTS.locked,
}

/**
 * What a failed bind says about the person.
 * @throws the error itself when it says nothing about the person
 */
export function failedBind(error: unknown): Exclude<PasswordAnswer, 'right'> {
  if (!(error instanceof ResultCodeError)) throw error
  if (error.code === UNWILLING && /inactivated/i.test(error.message)) return LDAP_TEXTS.disabled
  if (!WRONG_CODES.has(error.code)) throw error
  const sub = error.code === INVALID_CREDENTIALS ? /\bdata ([0-9a-f]{3,8})\b/i.exec(error.message)?.[1] : undefined
  return (sub === undefined ? undefined : ACTIVE_DIRECTORY[sub.toLowerCase()]) ?? 'wrong'
}
