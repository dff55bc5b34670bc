import type {
  AuditId,
  CustomerId,
  CustomerIdentityId,
  CustomerSessionId,
  GrantId,
  InitialTokenId,
  OrganizerId,
  OutboxId,
  PushedRequestId,
  RefreshId,
  RefusalId,
  SsoClientId,
  UserId,
} from '../../src/core/ids.ts'
import type { Database } from '../../src/platform/db/db.ts'
import type { AuditLogTable, OutboxTable } from '../../src/platform/db/installation-tables.ts'
import type { CustomerTable } from '../../src/platform/db/schema.ts'
import { insertAccountRows } from './tenant-account-rows.ts'
import { insertProviderRows } from './tenant-provider-rows.ts'
import { insertRuleRows } from './tenant-rule-rows.ts'
import { insertSsoRows } from './tenant-sso-rows.ts'
import { insertTeamRows } from './tenant-team-rows.ts'

/** The time of all rows: an instant in ms. */
export const NOW = 1_800_000_000_000
export const LATER = NOW + 3_600_000

/** How the rows of one organizer are called. */
export interface TenantRows {
  readonly tag: string
  readonly organizer: OrganizerId
  readonly user: UserId
  readonly customer: CustomerId
  readonly session: CustomerSessionId
  readonly client: SsoClientId
  readonly grant: GrantId
  readonly refresh: RefreshId
  readonly pushedRequest: PushedRequestId
  readonly refusal: RefusalId
  readonly initialToken: InitialTokenId
  readonly auditEntry: AuditId
  readonly outboxEntry: OutboxId
  readonly email: string
  /** Of a code, token, link or session: the kind and the tag. */
  readonly hash: (kind: string) => string
  /** Of the signing key in this state. */
  readonly kid: (state: string) => string
}

export function rowsOf(tag: string): TenantRows {
  return {
    tag,
    organizer: `organizer-${tag}` as OrganizerId,
    user: `user-${tag}` as UserId,
    customer: `customer-${tag}` as CustomerId,
    session: `session-${tag}` as CustomerSessionId,
    client: `client-${tag}` as SsoClientId,
    grant: `grant-${tag}` as GrantId,
    refresh: `refresh-${tag}` as RefreshId,
    pushedRequest: `pushed-${tag}` as PushedRequestId,
    refusal: `refusal-${tag}` as RefusalId,
    initialToken: `initial-${tag}` as InitialTokenId,
    auditEntry: `audit-${tag}` as AuditId,
    outboxEntry: `outbox-${tag}` as OutboxId,
    email: `ann@${tag}.example`,
    hash: (kind) => `${kind}-hash-${tag}`,
    kid: (state) => `${state}-key-${tag}`,
  }
}

export function customerRow(its: TenantRows, id = its.customer): Omit<CustomerTable, 'organizer_id'> {
  return {
    id,
    identifier: id.toUpperCase(),
    email: id === its.customer ? its.email : `${id}@${its.tag}.example`,
    phone: null,
    password_hash: its.hash('password'),
    name_cached: `Ann ${its.tag}`,
    name_parts: '{}',
    search_text: `ann ${its.tag}`,
    is_active: true,
    is_verified: true,
    locale: 'en',
    external_identifier: its.tag,
    notes: null,
    profile: '{}',
    is_phone_verified: false,
    password_set_at: null,
    deletion_due_at: null,
    merged_into: null,
    has_other_subjects: false,
    created_at: NOW,
    modified_at: NOW,
    last_login_at: NOW,
  }
}

export function sessionRow(its: TenantRows, id = its.session) {
  return {
    id,
    id_hash: id === its.session ? its.hash('session') : `${id}-hash`,
    customer_id: its.customer,
    auth_at: NOW,
    amr: 'pwd',
    created_at: NOW,
    last_used_at: NOW,
    expires_at: LATER,
    user_agent: its.tag,
    ip_prefix: '192.0.2.0',
    host: null,
    identity_id: `identity-${its.tag}` as CustomerIdentityId,
    upstream_session: its.tag,
    upstream_data: its.tag,
  }
}

export function auditRow(its: TenantRows, id = its.auditEntry): AuditLogTable {
  return {
    id,
    organizer_id: its.organizer,
    at: NOW,
    action: 'pretix.customer.created',
    actor_type: 'system',
    actor_id: null,
    actor_name: '',
    object_type: 'customer',
    object_id: its.customer,
    object_name: its.tag,
    data: '{}',
    is_shredded: false,
  }
}

function outboxRow(its: TenantRows): OutboxTable {
  return {
    id: its.outboxEntry,
    organizer_id: its.organizer,
    kind: 'mail',
    payload: its.tag,
    recipient: its.email,
    topic: 'test',
    state: 'dead',
    attempts: 3,
    created_at: NOW,
    next_attempt_at: NOW,
    lease_until: null,
    lease_owner: null,
    done_at: NOW,
    last_error: its.tag,
  }
}

/** One organizer with a row in every table that belongs to organizers. */
export async function insertTenant(q: Database, its: TenantRows): Promise<void> {
  const organizer_id = its.organizer
  const common = { locale: 'en', time_zone: 'UTC', created_at: NOW }
  await q
    .insertInto('organizers')
    .values({ id: organizer_id, slug: its.tag, name: its.tag, brand_color: '#336699', tagline: null, ...common })
    .execute()
  await q
    .insertInto('users')
    .values({
      id: its.user,
      email: `staff@${its.tag}.example`,
      auth_backend: 'native',
      auth_backend_identifier: its.tag,
      fullname: its.tag,
      is_active: true,
      is_admin: false,
      is_verified: true,
      password_hash: null,
      modified_at: NOW,
      last_login_at: null,
      needs_password_change: false,
      password_set_at: null,
      deactivated_at: null,
      ...common,
    })
    .execute()
  await q
    .insertInto('organizer_members')
    .values({ organizer_id, user_id: its.user, role: 'admin', created_at: NOW })
    .execute()
  await insertTeamRows(q, its)
  await q
    .insertInto('organizer_logos')
    .values({ organizer_id, media_type: 'image/png', data: new Uint8Array([1, 2]), sha256: its.hash('logo') })
    .execute()
  await q.insertInto('organizer_settings').values({ organizer_id, key: 'customer_accounts', value: 'true' }).execute()
  await q
    .insertInto('organizer_domains')
    .values({ organizer_id, host: `${its.tag}.example`, created_at: NOW })
    .execute()
  await q
    .insertInto('customers')
    .values({ organizer_id, ...customerRow(its) })
    .execute()
  await q
    .insertInto('customer_sessions')
    .values({ organizer_id, ...sessionRow(its) })
    .execute()
  await q
    .insertInto('mail_links')
    .values({
      organizer_id,
      token_hash: its.hash('link'),
      purpose: 'password_reset',
      customer_id: its.customer,
      email: its.email,
      next: '/account/',
      created_at: NOW,
      expires_at: LATER,
      used_at: null,
    })
    .execute()
  await insertProviderRows(q, its)
  await insertAccountRows(q, its, (id) => customerRow(its, id))
  await insertSsoRows(q, its)
  await insertRuleRows(q, its)
  await q.insertInto('outbox').values(outboxRow(its)).execute()
  await q.insertInto('audit_log').values(auditRow(its)).execute()
}
