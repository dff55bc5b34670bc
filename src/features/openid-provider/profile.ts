import { z } from 'zod'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { ClaimsRequest, MembershipClaim, SubjectProfile } from '../../protocol/provider/subject-types.ts'
import type { Awaitable } from '../../protocol/provider/types.ts'
import type { Organizer } from '../organizers/index.ts'
import { optionalFields } from './profile-fields.ts'
import type { ProfileRow } from './store/profile-columns.ts'

/** The memberships of a customer, for the claim of that name. */
export type FindMemberships = (organizerId: OrganizerId, customerId: CustomerId) => Promise<readonly MembershipClaim[]>

/** What a token may ask about. */
export interface Granted {
  readonly scope: string
  readonly claims: ClaimsRequest | null
}

export interface ProfileReader {
  /** @param granted null: all that is known */
  read(row: ProfileRow, customerId: CustomerId, granted: Granted | null): Awaitable<SubjectProfile>
}

const namePartsSchema = z.record(z.string(), z.string())

export function createProfileReader(
  { id, settings }: Pick<Organizer, 'id' | 'settings'>,
  memberships: FindMemberships | undefined,
): ProfileReader {
  return {
    read(row, customerId, granted) {
      const profile = profileOf(row, settings.customer_accounts_profile_fields)
      if (!memberships || !asksForMemberships(granted)) return profile
      return memberships(id, customerId).then((list) => ({ ...profile, memberships: list }))
    },
  }
}

function asksForMemberships(granted: Granted | null): boolean {
  if (granted === null) return true
  const { scope, claims } = granted
  if (scope.includes('memberships')) return true
  return claims !== null && ('memberships' in claims.userinfo || 'memberships' in claims.id_token)
}

/**
 * Claims about a customer. Only names whose parts are known are split: a full name stays whole. OpenID Connect Core 5.1.
 * @param fields the optional ones that the organizer switched on
 */
export function profileOf(
  row: ProfileRow,
  fields: Organizer['settings']['customer_accounts_profile_fields'],
): SubjectProfile {
  const parts = parseJson(namePartsSchema, row.name_parts, 'customers.name_parts')
  const optional = row.profile === '{}' || fields.length === 0 ? {} : optionalFields(row.profile, fields)
  return {
    name: row.name_cached,
    givenName: parts.given_name?.trim() ?? null,
    familyName: parts.family_name?.trim() ?? null,
    middleName: parts.middle_name?.trim() ?? null,
    email: row.email,
    emailVerified: row.is_verified,
    phoneNumber: row.phone,
    phoneNumberVerified: row.is_phone_verified,
    locale: row.locale.replace('_', '-'),
    updatedAt: row.modified_at,
    memberships: NO_MEMBERSHIPS,
    ...optional,
    nickname: optional.nickname ?? parts.calling_name?.trim() ?? null,
  }
}

const NO_MEMBERSHIPS: readonly MembershipClaim[] = []
