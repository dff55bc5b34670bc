import { z } from 'zod'
import { parseJson } from '../../../platform/db/json.ts'
import type { CustomerIdentityTable } from '../../../platform/db/provider-login-tables.ts'
import type { SyncedField } from '../../sso-providers/index.ts'
import { FIELDS } from '../rules/fields.ts'
import type { CustomerIdentity } from '../types.ts'

const fieldsSchema = z.array(z.enum(FIELDS))

export type IdentityRow = Omit<CustomerIdentityTable, 'claims'>

export const IDENTITY_COLUMNS = [
  'organizer_id',
  'id',
  'customer_id',
  'provider_id',
  'issuer',
  'subject',
  'email',
  'owned_fields',
  'created_at',
  'last_login_at',
] as const satisfies readonly (keyof IdentityRow)[]

export function readFields(text: string): readonly SyncedField[] {
  return parseJson(fieldsSchema, text, 'customer_identities.owned_fields')
}

export function toIdentity(row: IdentityRow): CustomerIdentity {
  return {
    id: row.id,
    organizerId: row.organizer_id,
    customerId: row.customer_id,
    providerId: row.provider_id,
    issuer: row.issuer,
    subject: row.subject,
    email: row.email,
    ownedFields: readFields(row.owned_fields),
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
  }
}
