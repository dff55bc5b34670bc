import { isLocale } from '../../platform/i18n/i18n.ts'
import type { BackendIdentity, BackendUserFields } from './contract.ts'

const MAX_IDENTIFIER_LENGTH = 190
const MAX_FIELD_LENGTH = 250
const FIELDS: readonly string[] = ['fullname', 'locale', 'timeZone', 'isAdmin'] satisfies (keyof BackendUserFields)[]

/** A person as a backend describes them, checked. */
export interface CheckedIdentity {
  readonly identifier: string
  /** Lower case. */
  readonly email: string
  readonly always: BackendUserFields
  readonly onCreation: BackendUserFields
}

/** @throws TypeError for a missing or overlong identifier, a missing or malformed email, or an unknown field */
export function checkIdentity({ identifier, email, setAlways, setOnCreation }: BackendIdentity): CheckedIdentity {
  if (typeof identifier !== 'string' || identifier === '') throw new TypeError('identifier is missing')
  if (identifier.length > MAX_IDENTIFIER_LENGTH) {
    throw new TypeError(`identifier is longer than ${MAX_IDENTIFIER_LENGTH} characters`)
  }
  const normalized = typeof email === 'string' ? normalizeEmail(email) : null
  if (normalized === null) throw new TypeError('email is missing or not an email address')
  return { identifier, email: normalized, always: fieldsOf(setAlways), onCreation: fieldsOf(setOnCreation) }
}

/** An email address as it is stored, or null for what cannot be one. */
export function normalizeEmail(text: string): string | null {
  const email = text.trim().toLowerCase()
  return email.length <= 190 && /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(email) ? email : null
}

/** @throws TypeError for anything that a backend cannot say, the owner above all */
function fieldsOf(given: BackendUserFields = {}): BackendUserFields {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    if (!FIELDS.includes(name)) throw new TypeError(`a backend cannot set "${name}"`)
    if (value === undefined) continue
    const fits =
      name === 'isAdmin' ? typeof value === 'boolean' : typeof value === 'string' && value.length <= MAX_FIELD_LENGTH
    if (!fits || (name === 'locale' && !isLocale(String(value)))) {
      throw new TypeError(`the value of "${name}" does not fit`)
    }
    fields[name] = value
  }
  return fields
}
