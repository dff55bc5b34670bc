import { expect, it } from 'vitest'
import { discoveryDocument } from './discovery.ts'
import { ISSUER } from './testing.ts'

const host = { issuer: ISSUER, isHighSecurity: false, offersRegistration: false }
const document = discoveryDocument(host)

it('says where everything is, below the issuer', () => {
  expect(document).toMatchObject({
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/oauth2/v1/authorize`,
    pushed_authorization_request_endpoint: `${ISSUER}/oauth2/v1/par`,
    token_endpoint: `${ISSUER}/oauth2/v1/token`,
    userinfo_endpoint: `${ISSUER}/oauth2/v1/userinfo`,
    jwks_uri: `${ISSUER}/oauth2/v1/keys`,
    revocation_endpoint: `${ISSUER}/oauth2/v1/revoke`,
    introspection_endpoint: `${ISSUER}/oauth2/v1/introspect`,
    end_session_endpoint: `${ISSUER}/oauth2/v1/logout`,
    check_session_iframe: `${ISSUER}/oauth2/v1/session`,
  })
})

it('says what is supported and what is not', () => {
  expect(document).toMatchObject({
    scopes_supported: ['openid', 'profile', 'email', 'phone', 'address', 'offline_access', 'memberships'],
    response_types_supported: [
      'code',
      'id_token',
      'id_token token',
      'code id_token',
      'code token',
      'code id_token token',
    ],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'implicit', 'refresh_token'],
    acr_values_supported: ['1', '2'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256', 'EdDSA'],
    request_object_signing_alg_values_supported: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    code_challenge_methods_supported: ['S256'],
    claims_parameter_supported: true,
    request_parameter_supported: true,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    require_pushed_authorization_requests: false,
    authorization_response_iss_parameter_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_session_supported: true,
  })
})

it('names only what high security allows where all clients have to keep to it', () => {
  expect(discoveryDocument({ ...host, isHighSecurity: true })).toMatchObject({
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    id_token_signing_alg_values_supported: ['ES256', 'EdDSA'],
    userinfo_signing_alg_values_supported: ['ES256', 'EdDSA'],
    request_object_signing_alg_values_supported: ['PS256', 'ES256', 'EdDSA'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['PS256', 'ES256', 'EdDSA'],
    revocation_endpoint_auth_methods_supported: ['private_key_jwt'],
    introspection_endpoint_auth_methods_supported: ['private_key_jwt'],
    dpop_signing_alg_values_supported: ['PS256', 'ES256', 'EdDSA'],
    require_pushed_authorization_requests: true,
  })
})

it('names the registration endpoint only where apps may register themselves', () => {
  expect(document).not.toHaveProperty('registration_endpoint')
  expect(discoveryDocument({ ...host, offersRegistration: true })).toHaveProperty(
    'registration_endpoint',
    `${ISSUER}/oauth2/v1/register`,
  )
})

it('names every claim once', () => {
  const { claims_supported } = document
  expect(claims_supported).toEqual(
    expect.arrayContaining([
      'sub',
      'acr',
      'at_hash',
      'c_hash',
      'given_name',
      'email_verified',
      'address',
      'memberships',
    ]),
  )
  expect(new Set(claims_supported).size).toBe(claims_supported.length)
})
