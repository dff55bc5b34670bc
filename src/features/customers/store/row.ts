import { z } from 'zod'
import { displayName } from '../../../core/person-names.ts'
import { ADDRESS_PARTS, PROFILE_FIELDS, type Profile } from '../../../core/profile-fields.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { CustomerTable } from '../../../platform/db/schema.ts'
import { isLocale } from '../../../platform/i18n/i18n.ts'
import type { CustomerFields } from '../rules/fields.ts'
import { searchTextOf } from '../rules/search-text.ts'
import type { Customer } from '../types.ts'

const namePartsSchema = z.record(z.string(), z.string())
const text = z.string().optional()
const address = z.object(Object.fromEntries(ADDRESS_PARTS.map((part) => [part, text]))).optional()
export const profileSchema: z.ZodType<Profile> = z.object(
  Object.fromEntries(PROFILE_FIELDS.map((field) => [field, field === 'address' ? address : text])),
)

export function toCustomer(row: CustomerTable): Customer {
  return {
    id: row.id,
    organizerId: row.organizer_id,
    identifier: row.identifier,
    email: row.email,
    phone: row.phone,
    isPhoneVerified: row.is_phone_verified,
    hasPassword: row.password_hash !== null,
    name: row.name_cached,
    nameParts: parseJson(namePartsSchema, row.name_parts, 'customers.name_parts'),
    profile: parseJson(profileSchema, row.profile, 'customers.profile'),
    isActive: row.is_active,
    isVerified: row.is_verified,
    locale: isLocale(row.locale) ? row.locale : 'en',
    externalIdentifier: row.external_identifier,
    notes: row.notes,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    lastLoginAt: row.last_login_at,
    passwordSetAt: row.password_set_at,
    deletionDueAt: row.deletion_due_at,
    mergedInto: row.merged_into,
  }
}

/** The columns of these fields, with those that are computed from them. */
export function toColumns(fields: CustomerFields) {
  const name = displayName(fields.nameParts)
  return {
    email: fields.email,
    phone: fields.phone,
    is_phone_verified: fields.isPhoneVerified,
    name_cached: name,
    name_parts: JSON.stringify(fields.nameParts),
    profile: JSON.stringify(fields.profile),
    search_text: searchTextOf({ ...fields, name }),
    is_active: fields.isActive,
    is_verified: fields.isVerified,
    locale: fields.locale,
    external_identifier: fields.externalIdentifier,
    notes: fields.notes,
  }
}
