import { z } from 'zod'
import { displayName, type NameParts } from '../../../core/person-names.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { MembershipTable, MembershipTypeTable } from '../../../platform/db/order-tables.ts'
import type { MembershipFields } from '../rules/input.ts'
import type { TypeFields } from '../rules/type-input.ts'
import type { LocalizedText, Membership, MembershipType } from '../types.ts'

const nameSchema: z.ZodType<LocalizedText> = z.object({ en: z.string().optional(), de: z.string().optional() })
const partsSchema = z.record(z.string(), z.string())

export function toType(row: MembershipTypeTable): MembershipType {
  return {
    id: row.id,
    organizerId: row.organizer_id,
    name: parseJson(nameSchema, row.name, 'membership_types.name'),
    transferable: row.transferable,
    allowParallelUsage: row.allow_parallel_usage,
    maxUsages: row.max_usages,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}

export function typeColumns({ name, transferable, allowParallelUsage, maxUsages }: TypeFields) {
  return {
    name: JSON.stringify(name),
    transferable,
    allow_parallel_usage: allowParallelUsage,
    max_usages: maxUsages,
  }
}

export function toMembership(row: MembershipTable, type: MembershipType): Membership {
  const parts: NameParts =
    row.attendee_name_parts === null
      ? {}
      : parseJson(partsSchema, row.attendee_name_parts, 'memberships.attendee_name_parts')
  return {
    id: row.id,
    organizerId: row.organizer_id,
    customerId: row.customer_id,
    type,
    isTest: row.testmode,
    isCanceled: row.canceled,
    grantedIn: row.granted_in,
    startsAt: row.date_start,
    endsAt: row.date_end,
    attendeeNameParts: parts,
    attendeeName: row.attendee_name_cached ?? displayName(parts),
    remindedAt: row.reminded_at,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}

export function membershipColumns(fields: MembershipFields) {
  const { typeId, startsAt, endsAt, isCanceled, attendeeNameParts, attendeeName } = fields
  const hasName = attendeeName !== ''
  return {
    membership_type_id: typeId,
    date_start: startsAt,
    date_end: endsAt,
    canceled: isCanceled,
    attendee_name_parts: hasName ? JSON.stringify(attendeeNameParts) : null,
    attendee_name_cached: hasName ? attendeeName : null,
  }
}
