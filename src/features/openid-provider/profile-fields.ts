import { z } from 'zod'
import type { SubjectProfile } from '../../protocol/provider/subject-types.ts'
import type { Organizer } from '../organizers/index.ts'

type Fields = Organizer['settings']['customer_accounts_profile_fields']
type Field = Fields[number]

const text = z.string().trim().min(1)
const address = z.url({ protocol: /^https?$/ })

/** OpenID Connect Core 5.1 and 5.1.1. */
const SCHEMAS = {
  nickname: text,
  preferred_username: text,
  birthdate: z.string().regex(/^\d{4}(-\d{2}-\d{2})?$/),
  gender: text,
  zoneinfo: text,
  website: address,
  profile: address,
  picture: address,
  address: z.object({
    street_address: text.optional(),
    postal_code: text.optional(),
    locality: text.optional(),
    region: text.optional(),
    country: text.optional(),
  }),
} as const satisfies Record<Field, z.ZodType>

const CLAIMS = {
  nickname: 'nickname',
  preferred_username: 'preferredUsername',
  birthdate: 'birthdate',
  gender: 'gender',
  zoneinfo: 'zoneinfo',
  website: 'website',
  profile: 'profile',
  picture: 'picture',
  address: 'address',
} as const satisfies Record<Field, keyof SubjectProfile>

/**
 * The optional fields of a customer that the organizer switched on. A value that is no good is left out, as if it were not
 * known: it must not keep a person out of all apps.
 * @param stored JSON object
 */
export function optionalFields(stored: string, switchedOn: Fields): Partial<SubjectProfile> {
  const values = readObject(stored)
  const known: Record<string, unknown> = {}
  for (const field of switchedOn) {
    const result = SCHEMAS[field].safeParse(values[field])
    if (result.success) known[CLAIMS[field]] = result.data
  }
  return known
}

function readObject(stored: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(stored)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
