import type {
  AuditId,
  CustomerId,
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
import type {
  InitialAccessTokenTable,
  RefusedRequestTable,
  SsoClientTable,
} from '../../src/platform/db/provider-tables.ts'
import type { AuditLogTable, CustomerTable, OutboxTable } from '../../src/platform/db/schema.ts'
import { insertAccountRows } from './tenant-account-rows.ts'

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

export function clientRow(its: TenantRows, id = its.client): Omit<SsoClientTable, 'organizer_id'> {
  return {
    id,
    client_id: `oauth-${id}`,
    name: `Forum ${its.tag}`,
    is_active: true,
    client_type: 'confidential',
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: '["authorization_code"]',
    response_types: '["code"]',
    redirect_uris: '["https://rp.example/cb"]',
    post_logout_redirect_uris: '[]',
    allowed_scopes: '["openid"]',
    require_pkce: true,
    consent: 'never',
    id_token_alg: id === its.client ? 'RS256' : 'ES256',
    backchannel_logout_uri: null,
    frontchannel_logout_uri: null,
    secret_hash: its.hash('secret'),
    secret_created_at: NOW,
    former_secret_hash: null,
    former_secret_expires_at: null,
    options: '{}',
    registration_token_hash: its.hash('registration'),
    created_at: NOW,
    modified_at: NOW,
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
  }
}

export function grantRow(its: TenantRows, id = its.grant) {
  return {
    id,
    sso_client_id: its.client,
    customer_id: its.customer,
    session_id: its.session,
    subject: its.customer.toUpperCase(),
    scope: 'openid',
    nonce: its.tag,
    redirect_uri: 'https://rp.example/cb',
    auth_at: NOW,
    amr: 'pwd',
    code_hash: id === its.grant ? its.hash('code') : `${id}-hash`,
    code_challenge: null,
    code_expires_at: LATER,
    created_at: NOW,
    front_token_hash: null,
    front_token_expires_at: null,
    claims: null,
    dpop_jkt: null,
    ends_at: LATER,
  }
}

export const refreshKey = (its: TenantRows, id = its.refresh) => ({ grantId: its.grant, id })

export function refreshRow(its: TenantRows, id = its.refresh) {
  return {
    grant_id: its.grant,
    id,
    refresh_token_hash: id === its.refresh ? its.hash('refresh') : `${id}-hash`,
    refresh_token_expires_at: LATER,
    access_token_hash: its.hash('refreshed'),
    access_token_expires_at: LATER,
    dpop_jkt: null,
    created_at: NOW,
  }
}

export function consentRow(its: TenantRows) {
  return {
    customer_id: its.customer,
    sso_client_id: its.client,
    scope: 'openid',
    claims: '[]',
    created_at: NOW,
    updated_at: NOW,
  }
}

export function pushedRequestRow(its: TenantRows, id = its.pushedRequest) {
  return {
    id,
    sso_client_id: its.client,
    secret_hash: its.hash('pushed'),
    params: its.tag,
    dpop_jkt: null,
    created_at: NOW,
    expires_at: LATER,
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

export function initialTokenRow(its: TenantRows, id = its.initialToken): Omit<InitialAccessTokenTable, 'organizer_id'> {
  return {
    id,
    name: its.tag,
    token_hash: id === its.initialToken ? its.hash('initial') : id,
    uses_left: 3,
    expires_at: LATER,
    created_at: NOW,
  }
}

export function refusalRow(its: TenantRows, id = its.refusal): Omit<RefusedRequestTable, 'organizer_id'> {
  const detail = { rule: its.tag, description: its.tag, expected: null, sent: null, clientId: its.tag, count: 1 }
  return {
    id,
    reference: id === its.refusal ? `REF-${its.tag}` : id,
    at: NOW,
    sso_client_id: its.client,
    endpoint: '/oauth2/v1/token',
    error: 'invalid_grant',
    detail: JSON.stringify(detail),
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
      ...common,
    })
    .execute()
  await q
    .insertInto('organizer_members')
    .values({ organizer_id, user_id: its.user, role: 'admin', created_at: NOW })
    .execute()
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
  await q
    .insertInto('sso_clients')
    .values({ organizer_id, ...clientRow(its) })
    .execute()
  await q
    .insertInto('sso_client_logos')
    .values({
      organizer_id,
      sso_client_id: its.client,
      media_type: 'image/png',
      data: new Uint8Array([1, 2]),
      sha256: its.hash('logo'),
    })
    .execute()
  await q
    .insertInto('initial_access_tokens')
    .values({ organizer_id, ...initialTokenRow(its) })
    .execute()
  await q
    .insertInto('sso_grants')
    .values({
      organizer_id,
      ...grantRow(its),
      access_token_hash: its.hash('token'),
      access_token_expires_at: LATER,
    })
    .execute()
  await q
    .insertInto('sso_refreshes')
    .values({ organizer_id, ...refreshRow(its), used_at: null })
    .execute()
  await q
    .insertInto('sso_consents')
    .values({ organizer_id, ...consentRow(its) })
    .execute()
  await q
    .insertInto('pushed_requests')
    .values({ organizer_id, ...pushedRequestRow(its), used_at: null })
    .execute()
  await q
    .insertInto('refused_requests')
    .values({ organizer_id, ...refusalRow(its) })
    .execute()
  await q
    .insertInto('used_proofs')
    .values({ organizer_id, hash: its.hash('proof'), expires_at: LATER })
    .execute()
  await q
    .insertInto('pairwise_salts')
    .values({ organizer_id, salt: its.hash('salt') })
    .execute()
  for (const [state, alg] of [
    ['current', 'RS256'],
    ['next', 'ES256'],
  ] as const) {
    await q
      .insertInto('signing_keys')
      .values({
        organizer_id,
        kid: its.kid(state),
        alg,
        state,
        public_jwk: JSON.stringify({ kty: 'RSA', kid: its.kid(state), alg, use: 'sig' }),
        private_key: its.tag,
        created_at: NOW,
        state_changed_at: NOW,
        signs_from: NOW,
        due_at: LATER,
      })
      .execute()
  }
  await insertAccountRows(q, its, (id) => customerRow(its, id))
  await q.insertInto('outbox').values(outboxRow(its)).execute()
  await q.insertInto('audit_log').values(auditRow(its)).execute()
}
