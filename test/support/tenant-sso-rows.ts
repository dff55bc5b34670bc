import type { CustomerIdentityId, SsoLoginId, SsoProviderId, SsoTestId } from '../../src/core/ids.ts'
import type { Database } from '../../src/platform/db/db.ts'
import type {
  CustomerIdentityTable,
  PopupLoginTable,
  SsoAttemptTable,
  SsoLoginTable,
  SsoProviderTable,
  SsoQuestionTable,
  SsoTestTable,
} from '../../src/platform/db/provider-login-tables.ts'
import { LATER, NOW, type TenantRows } from './tenant-rows.ts'

/** Ids of the rows around a provider. */
export function ssoIds({ tag }: Pick<TenantRows, 'tag'>) {
  return {
    provider: `provider-${tag}` as SsoProviderId,
    otherProvider: `other-provider-${tag}` as SsoProviderId,
    thirdProvider: `third-provider-${tag}` as SsoProviderId,
    identity: `identity-${tag}` as CustomerIdentityId,
    login: `login-${tag}` as SsoLoginId,
    test: `test-${tag}` as SsoTestId,
    begunTest: `begun-test-${tag}` as SsoTestId,
  }
}

export function providerRow(its: TenantRows, id = ssoIds(its).provider): Omit<SsoProviderTable, 'organizer_id'> {
  return {
    id,
    slug: id === ssoIds(its).provider ? `uni-${its.tag}` : id,
    is_active: true,
    name: `{"en":"Uni ${its.tag}"}`,
    button_label: '{}',
    preset: 'custom',
    issuer: `https://uni.${its.tag}.example`,
    client_id: its.tag,
    client_secret: null,
    secret_hint: null,
    client_key: null,
    settings: '{"sync":{"phone":"always"}}',
    metadata: '{}',
    metadata_at: NOW,
    checked_at: NOW,
    problem: null,
    created_at: NOW,
    modified_at: NOW,
  }
}

export function identityRow(its: TenantRows, id = ssoIds(its).identity): Omit<CustomerIdentityTable, 'organizer_id'> {
  return {
    id,
    customer_id: its.customer,
    provider_id: ssoIds(its).provider,
    issuer: `https://uni.${its.tag}.example`,
    subject: `subject of ${id}`,
    email: its.email,
    owned_fields: '["phone"]',
    claims: its.tag,
    created_at: NOW,
    last_login_at: NOW,
  }
}

export function questionRow(its: TenantRows, idHash = its.hash('question')): Omit<SsoQuestionTable, 'organizer_id'> {
  return {
    id_hash: idHash,
    provider_id: ssoIds(its).provider,
    browser_hash: its.hash('browser'),
    subject_hash: its.hash('subject'),
    kind: 'prove',
    customer_id: its.customer,
    email: its.email,
    is_mailbox_proven: false,
    code_hash: its.hash('digits'),
    code_until: LATER,
    tries_left: 5,
    data: its.tag,
    created_at: NOW,
    expires_at: LATER,
    used_at: null,
  }
}

export function loginRow(its: TenantRows, id = ssoIds(its).login): Omit<SsoLoginTable, 'organizer_id'> {
  return {
    id,
    provider_id: ssoIds(its).provider,
    at: NOW,
    reference: its.tag,
    outcome: 'email_missing',
    subject_hash: its.hash('subject'),
    customer_id: its.customer,
    detail: its.tag,
  }
}

export function attemptRow(its: TenantRows, stateHash = its.hash('state')): Omit<SsoAttemptTable, 'organizer_id'> {
  return {
    state_hash: stateHash,
    provider_id: ssoIds(its).provider,
    browser_hash: its.hash('browser'),
    purpose: 'login',
    data: its.tag,
    created_at: NOW,
    expires_at: LATER,
    used_at: null,
  }
}

/** A popup in which nobody has logged in yet, unless it has a value. */
export function popupRow(
  its: TenantRows,
  { idHash = its.hash('open popup'), valueHash = null as string | null } = {},
): Omit<PopupLoginTable, 'organizer_id'> {
  return {
    id_hash: idHash,
    value_hash: valueHash,
    cart_hash: its.hash('cart'),
    challenge: its.hash('challenge'),
    origin: 'https://shop.example',
    customer_id: valueHash === null ? null : its.customer,
    created_at: NOW,
    expires_at: LATER,
    used_at: null,
  }
}

/** A logout that is under way at the provider. */
function farewellRow(its: TenantRows): Omit<SsoAttemptTable, 'organizer_id'> {
  return { ...attemptRow(its, its.hash('farewell')), purpose: 'logout' }
}

export function testRow(its: TenantRows, id = ssoIds(its).test): Omit<SsoTestTable, 'organizer_id'> {
  return {
    id,
    provider_id: ssoIds(its).provider,
    state: 'waiting',
    result: null,
    actor_name: its.tag,
    report: its.tag,
    ticket_hash: its.hash('ticket'),
    created_at: NOW,
    finished_at: null,
  }
}

function iconOf({ tag }: TenantRows) {
  return { media_type: 'image/png', data: new Uint8Array([1]), sha256: `icon-${tag}` }
}

/** Rows of a tenant around its providers. */
export async function insertSsoRows(q: Database, its: TenantRows): Promise<void> {
  const organizer_id = its.organizer
  await q
    .insertInto('sso_providers')
    .values([
      { ...providerRow(its), organizer_id },
      { ...providerRow(its, ssoIds(its).otherProvider), organizer_id },
    ])
    .execute()
  await q
    .insertInto('sso_provider_icons')
    .values({ organizer_id, provider_id: ssoIds(its).provider, ...iconOf(its) })
    .execute()
  await q
    .insertInto('customer_identities')
    .values({ ...identityRow(its), organizer_id })
    .execute()
  await q
    .insertInto('sso_attempts')
    .values({ ...attemptRow(its), organizer_id })
    .execute()
  await q
    .insertInto('sso_attempts')
    .values({ ...farewellRow(its), organizer_id })
    .execute()
  await q
    .insertInto('popup_logins')
    .values([
      { ...popupRow(its), organizer_id },
      { ...popupRow(its, { idHash: its.hash('popup'), valueHash: its.hash('value') }), organizer_id },
    ])
    .execute()
  await q
    .insertInto('sso_tests')
    .values([
      { ...testRow(its), organizer_id },
      { ...testRow(its, ssoIds(its).begunTest), state: 'begun', ticket_hash: null, organizer_id },
    ])
    .execute()
  await q
    .insertInto('sso_logins')
    .values({ ...loginRow(its), organizer_id })
    .execute()
  await q
    .insertInto('sso_questions')
    .values({ ...questionRow(its), organizer_id })
    .execute()
}
