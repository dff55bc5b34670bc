import { CLIENT_JWT_ALGS, HIGH_SECURITY_ALGS } from '../../../protocol/provider/client-jwt.ts'
import { isOneOf } from '../../../protocol/provider/supported.ts'
import type { SsoClientInput, SsoClientSettings } from '../types.ts'
import type { Fields } from './reading.ts'

/** What an app may sign with: all that is known here, or what FAPI 2.0 leaves of it. */
export function clientAlgs(isHighSecurity: boolean): readonly string[] {
  return isHighSecurity ? HIGH_SECURITY_ALGS : CLIENT_JWT_ALGS
}

/**
 * The settings that the FAPI 2.0 Security Profile leaves an app (5.3.2, 5.4.1). What was not typed follows from it; what was
 * typed and contradicts it is refused.
 */
export function implyHighSecurity(
  settings: SsoClientSettings,
  input: SsoClientInput,
  wrong: Fields,
): SsoClientSettings {
  if (!settings.isHighSecurity) return settings
  const { options = {} } = input
  const refuse = (field: string, word: string, isRefused: boolean) => {
    if (isRefused) wrong[field] ??= { key: `ssoClients:highSecurity.${word}` }
  }
  refuse('client_type', 'confidential', settings.clientType === 'public')
  refuse(
    'token_endpoint_auth_method',
    'method',
    settings.clientType !== 'public' && input.authMethod !== undefined && input.authMethod !== 'private_key_jwt',
  )
  refuse('response_types', 'codeOnly', input.responseTypes?.some((type) => type.trim() !== 'code') ?? false)
  refuse('id_token_alg', 'tokenAlg', input.idTokenAlg === 'RS256')
  refuse('userinfo_signed_response_alg', 'tokenAlg', options.userinfoSigningAlg === 'RS256')
  refuse('token_endpoint_auth_signing_alg', 'clientAlg', options.tokenEndpointAuthSigningAlg === 'RS256')
  refuse('request_object_signing_alg', 'clientAlg', options.requestObjectSigningAlg === 'RS256')
  return {
    ...settings,
    authMethod: 'private_key_jwt',
    responseTypes: ['code'],
    requirePkce: true,
    requirePushedAuthorizationRequests: true,
    dpopBoundAccessTokens: true,
    idTokenAlg: settings.idTokenAlg === 'RS256' ? 'ES256' : settings.idTokenAlg,
    userinfoSigningAlg: settings.userinfoSigningAlg === 'RS256' ? 'ES256' : settings.userinfoSigningAlg,
    tokenEndpointAuthSigningAlg: allowed(settings.tokenEndpointAuthSigningAlg),
    requestObjectSigningAlg: allowed(settings.requestObjectSigningAlg),
  }
}

function allowed(alg: string | null): string | null {
  return alg !== null && isOneOf(HIGH_SECURITY_ALGS, alg) ? alg : null
}
