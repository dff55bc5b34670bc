import { PROFILE_CLAIMS } from './claims.ts'
import { ENDPOINTS } from './endpoints.ts'
import { PROTOCOL_CLAIMS } from './id-token.ts'
import { SUPPORTED_SCOPES } from './scopes.ts'
import {
  SUPPORTED_AUTH_METHODS,
  SUPPORTED_GRANT_TYPES,
  SUPPORTED_PROMPTS,
  SUPPORTED_RESPONSE_MODES,
  SUPPORTED_RESPONSE_TYPES,
  SUPPORTED_SIGNING_ALGS,
} from './supported.ts'

/**
 * OpenID Connect Discovery 1.0 section 3, RFC 8414, and RFC 9207 section 3: what this provider can do.
 * @param issuer absolute URL without a trailing slash
 */
export function discoveryDocument(issuer: string) {
  return {
    issuer,
    authorization_endpoint: issuer + ENDPOINTS.authorization,
    token_endpoint: issuer + ENDPOINTS.token,
    userinfo_endpoint: issuer + ENDPOINTS.userinfo,
    jwks_uri: issuer + ENDPOINTS.keys,
    scopes_supported: SUPPORTED_SCOPES,
    response_types_supported: SUPPORTED_RESPONSE_TYPES,
    response_modes_supported: SUPPORTED_RESPONSE_MODES,
    grant_types_supported: SUPPORTED_GRANT_TYPES,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: SUPPORTED_SIGNING_ALGS,
    token_endpoint_auth_methods_supported: SUPPORTED_AUTH_METHODS,
    code_challenge_methods_supported: ['S256'],
    claim_types_supported: ['normal'],
    claims_supported: [...PROTOCOL_CLAIMS, ...PROFILE_CLAIMS],
    prompt_values_supported: SUPPORTED_PROMPTS,
    ui_locales_supported: ['en', 'de'],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    authorization_response_iss_parameter_supported: true,
  } as const
}
