import type { Database } from '../../src/platform/db/db.ts'
import type {
  InitialAccessTokenTable,
  RefusedRequestTable,
  SsoClientTable,
} from '../../src/platform/db/provider-tables.ts'
import { LATER, NOW, type TenantRows } from './tenant-rows.ts'

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

/** A row in every table of the OpenID provider and the apps that use it. */
export async function insertProviderRows(q: Database, its: TenantRows): Promise<void> {
  const organizer_id = its.organizer
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
}
