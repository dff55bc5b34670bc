import { ResultCodeError } from 'ldapts'
import type { BackendText } from '../contract.ts'
import { LDAP_TEXTS } from './texts.ts'

/**
 * A reason that directories also give to those who do not know the password: on the page it is as though the password were wrong,
 * so that nobody learns which accounts there are. For the log.
 */
export interface HiddenReason {
  readonly hidden: string
}

/** Right, wrong, or why somebody with the right password may not come in. */
export type PasswordAnswer = 'right' | 'wrong' | BackendText | HiddenReason

/** Answers that say no more than that this name and this password do not belong together (RFC 4511, appendix A). */
const WRONG_CODES: ReadonlySet<number> = new Set([32, 34, 48, 49])
const INVALID_CREDENTIALS = 49
const UNWILLING = 53

/**
 * What Active Directory says in the text of answer 49, as `data 532` ([MS-ERREF] 2.2). That an account is locked it says whatever
 * the password is; that it is disabled, or may not come in now, not every version keeps for those who know it.
 */
const ACTIVE_DIRECTORY: Readonly<Record<string, BackendText | HiddenReason>> = {
  '530': { hidden: 'not permitted at this time' },
  '531': { hidden: 'not permitted from this computer' },
  '532': LDAP_TEXTS.passwordExpired,
  '533': { hidden: 'disabled' },
  '701': LDAP_TEXTS.expired,
  '773': LDAP_TEXTS.passwordMustChange,
  '775': { hidden: 'locked' },
}

/** 389 Directory Server and what is made of it say so after the right password only. */
const EXPIRED = /\bpassword (?:is |has )?expired\b/i

/**
 * What a failed bind says about the person.
 * @throws the error itself when it says nothing about the person
 */
export function failedBind(error: unknown): Exclude<PasswordAnswer, 'right'> {
  if (!(error instanceof ResultCodeError)) throw error
  if (error.code === UNWILLING && /inactivated/i.test(error.message)) return { hidden: 'disabled' }
  if (!WRONG_CODES.has(error.code)) throw error
  if (error.code !== INVALID_CREDENTIALS) return 'wrong'
  if (EXPIRED.test(error.message)) return LDAP_TEXTS.passwordExpired
  const sub = /\bdata ([0-9a-f]{3,8})\b/i.exec(error.message)?.[1]
  return (sub === undefined ? undefined : ACTIVE_DIRECTORY[sub.toLowerCase()]) ?? 'wrong'
}
