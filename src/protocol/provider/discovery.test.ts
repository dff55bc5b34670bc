import { expect, it } from 'vitest'
import { discoveryDocument } from './discovery.ts'
import { ISSUER } from './testing.ts'

it('says where everything is, below the issuer', () => {
  expect(discoveryDocument(ISSUER)).toMatchObject({
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/oauth2/v1/authorize`,
    token_endpoint: `${ISSUER}/oauth2/v1/token`,
    userinfo_endpoint: `${ISSUER}/oauth2/v1/userinfo`,
    jwks_uri: `${ISSUER}/oauth2/v1/keys`,
  })
})

it('says what is supported and what is not', () => {
  expect(discoveryDocument(ISSUER)).toMatchObject({
    scopes_supported: ['openid', 'profile', 'email', 'phone'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    code_challenge_methods_supported: ['S256'],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    authorization_response_iss_parameter_supported: true,
  })
})

it('names every claim once', () => {
  const { claims_supported } = discoveryDocument(ISSUER)
  expect(claims_supported).toEqual(
    expect.arrayContaining(['sub', 'at_hash', 'given_name', 'email_verified', 'phone_number']),
  )
  expect(new Set(claims_supported).size).toBe(claims_supported.length)
})
