import { PROFILE_CLAIMS } from './claims.ts'
import { CLIENT_JWT_ALGS, HIGH_SECURITY_ALGS } from './client-jwt.ts'
import { dpopAlgs } from './dpop/dpop-algs.ts'
import { ENDPOINTS } from './endpoints.ts'
import { PROTOCOL_CLAIMS } from './id-token.ts'
import type { ProviderHost } from './provider-host.ts'
import { SUPPORTED_SCOPES } from './scopes.ts'
import {
  SUPPORTED_ACR_VALUES,
  SUPPORTED_AUTH_METHODS,
  SUPPORTED_DISPLAYS,
  SUPPORTED_GRANT_TYPES,
  SUPPORTED_LOCALES,
  SUPPORTED_PROMPTS,
  SUPPORTED_RESPONSE_MODES,
  SUPPORTED_RESPONSE_TYPES,
  SUPPORTED_SIGNING_ALGS,
  TOKEN_GRANT_TYPES,
} from './supported.ts'

/**
 * What this provider can do: OpenID Connect Discovery 1.0 section 3 and RFC 8414, with the members of RFC 9126, 9207 and 9449 and
 * of the logout specifications. Where all clients have to keep to high security, only that is named.
 */
export function discoveryDocument(host: Pick<ProviderHost, 'issuer' | 'isHighSecurity' | 'offersRegistration'>) {
  const { issuer, isHighSecurity } = host
  const clientAlgs = isHighSecurity ? HIGH_SECURITY_ALGS : CLIENT_JWT_ALGS
  const tokenAlgs = isHighSecurity ? SUPPORTED_SIGNING_ALGS.filter((alg) => alg !== 'RS256') : SUPPORTED_SIGNING_ALGS
  const authMethods = isHighSecurity ? (['private_key_jwt'] as const) : SUPPORTED_AUTH_METHODS
  return {
    issuer,
    ...endpoints(host),
    scopes_supported: SUPPORTED_SCOPES,
    response_types_supported: isHighSecurity ? ['code'] : SUPPORTED_RESPONSE_TYPES,
    response_modes_supported: isHighSecurity ? ['query'] : SUPPORTED_RESPONSE_MODES,
    grant_types_supported: isHighSecurity ? TOKEN_GRANT_TYPES : SUPPORTED_GRANT_TYPES,
    acr_values_supported: SUPPORTED_ACR_VALUES,
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: tokenAlgs,
    userinfo_signing_alg_values_supported: tokenAlgs,
    request_object_signing_alg_values_supported: clientAlgs,
    token_endpoint_auth_methods_supported: authMethods,
    token_endpoint_auth_signing_alg_values_supported: clientAlgs,
    revocation_endpoint_auth_methods_supported: authMethods,
    revocation_endpoint_auth_signing_alg_values_supported: clientAlgs,
    introspection_endpoint_auth_methods_supported: authMethods.filter((method) => method !== 'none'),
    introspection_endpoint_auth_signing_alg_values_supported: clientAlgs,
    dpop_signing_alg_values_supported: dpopAlgs(isHighSecurity),
    code_challenge_methods_supported: ['S256'],
    display_values_supported: SUPPORTED_DISPLAYS,
    prompt_values_supported: SUPPORTED_PROMPTS,
    claim_types_supported: ['normal'],
    claims_supported: [...PROTOCOL_CLAIMS, ...PROFILE_CLAIMS],
    claims_locales_supported: SUPPORTED_LOCALES,
    ui_locales_supported: SUPPORTED_LOCALES,
    claims_parameter_supported: true,
    request_parameter_supported: true,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    require_pushed_authorization_requests: isHighSecurity,
    authorization_response_iss_parameter_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
  } as const
}

function endpoints({ issuer, offersRegistration }: Pick<ProviderHost, 'issuer' | 'offersRegistration'>) {
  return {
    authorization_endpoint: issuer + ENDPOINTS.authorization,
    pushed_authorization_request_endpoint: issuer + ENDPOINTS.pushedAuthorization,
    token_endpoint: issuer + ENDPOINTS.token,
    userinfo_endpoint: issuer + ENDPOINTS.userinfo,
    jwks_uri: issuer + ENDPOINTS.keys,
    revocation_endpoint: issuer + ENDPOINTS.revocation,
    introspection_endpoint: issuer + ENDPOINTS.introspection,
    end_session_endpoint: issuer + ENDPOINTS.endSession,
    check_session_iframe: issuer + ENDPOINTS.checkSession,
    ...(offersRegistration && { registration_endpoint: issuer + ENDPOINTS.registration }),
  }
}
