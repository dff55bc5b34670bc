import type { Customer } from '../features/customers/index.ts'
import type { JsonObject } from './output.ts'
import { UsageError } from './usage-error.ts'

/** One flag for each part that a name can have. */
export const nameFlags = {
  'given-name': { type: 'string', summary: 'given name' },
  'family-name': { type: 'string', summary: 'family name' },
  'middle-name': { type: 'string', summary: 'middle name' },
  'full-name': { type: 'string', summary: 'whole name in one piece' },
  title: { type: 'string', summary: 'title, such as Dr.' },
  salutation: { type: 'string', summary: 'Ms, Mr or Mx' },
  'calling-name': { type: 'string', summary: 'name by which the person is called' },
  degree: { type: 'string', summary: 'degree behind the name, such as MA' },
  'latin-transcription': { type: 'string', summary: 'name in Latin letters' },
} as const

type NameFlag = keyof typeof nameFlags

/** The parts of a name that these flags give, by their keys. */
export function namePairs(flags: { readonly [K in NameFlag]?: string | undefined }): [string, string][] {
  return (Object.keys(nameFlags) as NameFlag[]).flatMap((flag): [string, string][] => {
    const value = flags[flag]
    return value === undefined ? [] : [[flag.replace('-', '_'), value]]
  })
}

/** @throws UsageError unless the text is of the form key=value */
export function readPair(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`"${text}" is not of the form key=value`)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** A customer in the words of the API. */
export function customerJson(customer: Customer): JsonObject {
  const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())
  return {
    id: customer.id,
    identifier: customer.identifier,
    external_identifier: customer.externalIdentifier,
    email: customer.email,
    phone: customer.phone,
    phone_verified: customer.isPhoneVerified,
    name: customer.name,
    name_parts: customer.nameParts,
    profile: { ...customer.profile },
    is_active: customer.isActive,
    is_verified: customer.isVerified,
    has_password: customer.hasPassword,
    locale: customer.locale,
    notes: customer.notes,
    date_joined: time(customer.createdAt),
    last_login: time(customer.lastLoginAt),
    last_modified: time(customer.modifiedAt),
  }
}

/** A customer for eyes: one line for each fact. */
export function customerRows(customer: Customer): string[][] {
  return Object.entries(customerJson(customer)).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '-'),
  ])
}
