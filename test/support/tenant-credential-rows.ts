import type { CustomerIdentityId } from '../../src/core/ids.ts'
import type {
  CustomerPasskeyTable,
  KnownBrowserTable,
  LoginCodeTable,
  PasskeyChallengeTable,
  PendingLoginTable,
} from '../../src/platform/db/credential-tables.ts'
import type { Database } from '../../src/platform/db/db.ts'
import { accountIds } from './tenant-account-ids.ts'
import { LATER, NOW, type TenantRows } from './tenant-rows.ts'

type Rows<Table> = Omit<Table, 'organizer_id'>

export function loginCodeRow(its: TenantRows): Rows<LoginCodeTable> {
  return {
    customer_id: its.customer,
    id_hash: its.hash('login-code'),
    email: its.email,
    code_hash: its.hash('digits'),
    tries_left: 5,
    next: null,
    created_at: NOW,
    expires_at: LATER,
    used_at: null,
  }
}

export function pendingLoginRow(its: TenantRows): Rows<PendingLoginTable> {
  return {
    customer_id: its.customer,
    id_hash: its.hash('pending'),
    amr: 'pwd',
    checked_hash: null,
    identity_id: `identity-${its.tag}` as CustomerIdentityId,
    upstream_session: its.tag,
    upstream_data: its.tag,
    auth_at: null,
    next: null,
    tries_left: 5,
    created_at: NOW,
    expires_at: LATER,
  }
}

export function knownBrowserRow(its: TenantRows): Rows<KnownBrowserTable> {
  return {
    customer_id: its.customer,
    id_hash: its.hash('browser'),
    user_agent: its.tag,
    ip_prefix: '192.0.2.0/24',
    created_at: NOW,
    last_used_at: NOW,
    confirmed_at: null,
  }
}

export function passkeyRow(its: TenantRows, id = accountIds(its).passkey): Rows<CustomerPasskeyTable> {
  return {
    id,
    customer_id: its.customer,
    credential_id: id === accountIds(its).passkey ? its.hash('credential') : id,
    public_key: new Uint8Array([1, 2, 3]),
    sign_count: 1,
    rp_id: 'localhost',
    transports: 'internal',
    aaguid: '',
    name: its.tag,
    is_backed_up: false,
    created_at: NOW,
    last_used_at: null,
  }
}

export function challengeRow(its: TenantRows): Rows<PasskeyChallengeTable> {
  return {
    customer_id: its.customer,
    id_hash: its.hash('challenge'),
    purpose: 'login',
    challenge: its.tag,
    expires_at: LATER,
  }
}

/** A row in every table of what customers log in with. */
export async function insertCredentialRows(q: Database, its: TenantRows): Promise<void> {
  const organizer_id = its.organizer
  const own = { organizer_id, customer_id: its.customer }
  await q
    .insertInto('login_codes')
    .values({ organizer_id, ...loginCodeRow(its) })
    .execute()
  await q
    .insertInto('pending_logins')
    .values({ organizer_id, ...pendingLoginRow(its) })
    .execute()
  await q
    .insertInto('known_browsers')
    .values({ organizer_id, ...knownBrowserRow(its) })
    .execute()
  await q
    .insertInto('customer_passkeys')
    .values({ organizer_id, ...passkeyRow(its) })
    .execute()
  await q
    .insertInto('passkey_challenges')
    .values({ organizer_id, ...challengeRow(its) })
    .execute()
  await q
    .insertInto('customer_totp')
    .values({ ...own, secret: its.tag, last_step: 1, created_at: NOW })
    .execute()
  await q
    .insertInto('customer_recovery_codes')
    .values({ ...own, code_hash: its.hash('recovery'), created_at: NOW, used_at: null })
    .execute()
}
