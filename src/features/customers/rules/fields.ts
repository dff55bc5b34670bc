import { InvalidInput, type Message } from '../../../core/errors.ts'
import type { NameParts } from '../../../core/person-names.ts'
import { PROFILE_FIELDS, type Profile } from '../../../core/profile-fields.ts'
import type { CustomerChanges } from '../types.ts'
import { checkEmail } from './email.ts'
import { MAX_NAME } from './name.ts'
import { checkProfile, mergeProfile, type ProfileTexts } from './profile.ts'

const MAX_EXTERNAL = 255
const MAX_NOTES = 10_000
const MAX_SCHEME_NAME = 50

/** What a customer can be changed in. */
export interface CustomerFields {
  readonly email: string | null
  readonly phone: string | null
  readonly isPhoneVerified: boolean
  readonly nameParts: NameParts
  readonly profile: Profile
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
    is_phone_verified: customer.isPhoneVerified,
    name_parts: customer.nameParts,
    ...Object.fromEntries(PROFILE_FIELDS.map((field) => [field, customer.profile[field] ?? null])),
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

/** Changes in the form in which they are stored, but for the profile, of which only a part may be given. */
export type CheckedChanges = Partial<Omit<CustomerFields, 'profile'>> & { readonly profile?: ProfileTexts }

/**
 * What is to be changed, in the form in which it is stored. Names and phone numbers are checked where they are typed.
 * @param now instant in ms
 * @throws InvalidInput
 */
export function checkChanges(changes: CustomerChanges, now: number): CheckedChanges {
  const problems: Record<string, Message> = {}
  const checked: { -readonly [K in keyof CheckedChanges]: CheckedChanges[K] } = { ...changes }
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
  if (changes.profile !== undefined) {
    const profile = checkProfile(changes.profile, now)
    Object.assign(problems, profile.problems)
    checked.profile = profile.values
  }
  if (changes.phone != null && !/^\+\d{5,15}$/.test(changes.phone)) problems.phone = { key: 'customers:bad.phone' }
  if (Object.values(changes.nameParts ?? {}).join('').length > MAX_NAME + MAX_SCHEME_NAME) {
    problems.name = tooLong(MAX_NAME)
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return checked
}

/** An account after these changes. A number that is new, or gone, is not verified unless that is said with it. */
export function applyChanges(before: CustomerFields, { profile = {}, ...changes }: CheckedChanges): CustomerFields {
  const after = { ...before, ...changes, profile: mergeProfile(before.profile, profile) }
  const isSame = after.phone === before.phone || changes.isPhoneVerified !== undefined
  return { ...after, isPhoneVerified: after.isPhoneVerified && isSame && after.phone !== null }
}

function tooLong(max: number): Message {
  return { key: 'customers:bad.tooLong', params: { max } }
}
