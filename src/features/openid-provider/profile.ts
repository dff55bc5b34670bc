import { z } from 'zod'
import { parseJson } from '../../platform/db/json.ts'
import type { SubjectProfile } from '../../protocol/provider/types.ts'
import type { TokenRow } from './store/grants.ts'

const namePartsSchema = z.record(z.string(), z.string())

/** Claims about a customer. Only names whose parts are known are split: a full name stays whole. OpenID Connect Core 5.1. */
export function profileOf(row: TokenRow): SubjectProfile {
  const parts = parseJson(namePartsSchema, row.name_parts, 'customers.name_parts')
  return {
    name: row.name_cached,
    givenName: parts.given_name?.trim() ?? null,
    familyName: parts.family_name?.trim() ?? null,
    middleName: parts.middle_name?.trim() ?? null,
    nickname: parts.calling_name?.trim() ?? null,
    email: row.email,
    emailVerified: row.is_verified,
    phoneNumber: row.phone,
    locale: row.locale.replace('_', '-'),
    updatedAt: row.modified_at,
  }
}
