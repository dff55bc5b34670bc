import type { ClaimGrantId, ClaimRuleId } from '../../src/core/ids.ts'
import type { Database } from '../../src/platform/db/db.ts'
import type { ClaimGrantTable, ClaimRuleTable } from '../../src/platform/db/provider-login-tables.ts'
import { accountIds } from './tenant-account-ids.ts'
import { NOW, type TenantRows } from './tenant-rows.ts'
import { ssoIds } from './tenant-sso-rows.ts'

export const ruleIdOf = ({ tag }: TenantRows) => `rule-${tag}` as ClaimRuleId
export const grantIdOf = ({ tag }: TenantRows) => `grant-of-${tag}` as ClaimGrantId

export function ruleRow(its: TenantRows, id = ruleIdOf(its)): Omit<ClaimRuleTable, 'organizer_id'> {
  return {
    id,
    provider_id: ssoIds(its).provider,
    is_active: true,
    position: 1,
    claim: its.tag,
    operator: 'exists',
    value: '',
    membership_type_id: accountIds(its).type,
    tag: null,
    valid_days: 30,
    created_at: NOW,
    modified_at: NOW,
  }
}

export function grantRow(its: TenantRows, id = grantIdOf(its)): Omit<ClaimGrantTable, 'organizer_id'> {
  return {
    id,
    rule_id: id === grantIdOf(its) ? ruleIdOf(its) : null,
    identity_id: ssoIds(its).identity,
    customer_id: its.customer,
    membership_id: accountIds(its).membership,
    tag: null,
    condition: its.tag,
    granted_at: NOW,
    seen_at: NOW,
    ends_at: NOW,
    ending: null,
    ended_at: null,
  }
}

/** Rows of a tenant around rules and tags. */
export async function insertRuleRows(q: Database, its: TenantRows): Promise<void> {
  const organizer_id = its.organizer
  await q
    .insertInto('claim_rules')
    .values({ ...ruleRow(its), organizer_id })
    .execute()
  await q
    .insertInto('claim_grants')
    .values({ ...grantRow(its), organizer_id })
    .execute()
  await q
    .insertInto('customer_tags')
    .values({ organizer_id, customer_id: its.customer, tag: its.tag, source: 'staff', created_at: NOW })
    .execute()
}
