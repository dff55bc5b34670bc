import { InvalidInput, type Message } from '../../../core/errors.ts'
import type { NameParts } from '../../../core/person-names.ts'
import type { CustomerChanges } from '../types.ts'
import { checkEmail } from './email.ts'
import { MAX_NAME } from './name.ts'

const MAX_EXTERNAL = 255
const MAX_NOTES = 10_000
const MAX_SCHEME_NAME = 50

/** What a customer can be changed in. */
export interface CustomerFields {
  readonly email: string | null
  readonly phone: string | null
  readonly nameParts: NameParts
  readonly isActive: boolean
  readonly isVerified: boolean
  readonly locale: string
  readonly externalIdentifier: string | null
  readonly notes: string | null
}

/** The fields as the history tells them, in the words of the API. */
export function auditFields(customer: CustomerFields): Record<string, unknown> {
  return {
    email: customer.email,
    phone: customer.phone,
    name_parts: customer.nameParts,
    is_active: customer.isActive,
    is_verified: customer.isVerified,
    locale: customer.locale,
    external_identifier: customer.externalIdentifier,
    notes: customer.notes,
  }
}

/** Whether a change takes away what sessions and tokens were given for. */
export function losesAccess(before: CustomerFields, after: CustomerFields): boolean {
  return (
    (before.isActive && !after.isActive) || (before.isVerified && !after.isVerified) || before.email !== after.email
  )
}

/**
 * What is to be changed, in the form in which it is stored. Names and phone numbers are checked where they are typed.
 * @throws InvalidInput
 */
export function checkChanges(changes: CustomerChanges): Partial<CustomerFields> {
  const problems: Record<string, Message> = {}
  const checked: { -readonly [K in keyof CustomerFields]?: CustomerFields[K] } = { ...changes }
  if (changes.email !== undefined) {
    const { email, problem } = checkEmail(changes.email)
    if (problem) problems.email = problem
    else checked.email = email
  }
  if (changes.externalIdentifier != null) {
    checked.externalIdentifier = changes.externalIdentifier.trim() || null
    if (changes.externalIdentifier.length > MAX_EXTERNAL) problems.external_identifier = tooLong(MAX_EXTERNAL)
  }
  if (changes.notes != null) {
    checked.notes = changes.notes.trim().replaceAll('\r\n', '\n') || null
    if (changes.notes.length > MAX_NOTES) problems.notes = tooLong(MAX_NOTES)
  }
  if (changes.phone != null && !/^\+\d{5,15}$/.test(changes.phone)) problems.phone = { key: 'customers:bad.phone' }
  if (Object.values(changes.nameParts ?? {}).join('').length > MAX_NAME + MAX_SCHEME_NAME) {
    problems.name = tooLong(MAX_NAME)
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return checked
}

function tooLong(max: number): Message {
  return { key: 'customers:bad.tooLong', params: { max } }
}
