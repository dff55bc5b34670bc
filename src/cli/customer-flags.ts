import type { NamePart, NameParts, NameSchemeKey } from '../core/person-names.ts'
import { type Customer, nameOf } from '../features/customers/index.ts'
import type { JsonObject } from './output.ts'

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

/**
 * The name of these flags. Parts that the organizer's scheme does not have are kept under a scheme that has them.
 * @throws InvalidInput
 */
export function nameFromFlags(
  flags: { readonly [K in NameFlag]?: string | undefined },
  scheme: NameSchemeKey,
): NameParts {
  const given: Partial<Record<NamePart, string>> = {}
  for (const flag of Object.keys(nameFlags) as NameFlag[]) {
    const value = flags[flag]
    if (value !== undefined) given[flag.replace('-', '_') as NamePart] = value
  }
  return nameOf(given, scheme)
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
    name: customer.name,
    name_parts: customer.nameParts,
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
