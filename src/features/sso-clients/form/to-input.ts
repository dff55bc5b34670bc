import { joinLifetime } from '../rules/lifetimes.ts'
import type { SsoClientInput, TypedOptions } from '../types.ts'
import { isGrantPreset, responseTypesOf } from './grant-presets.ts'
import type { AmountName, ClientFormValues } from './values.ts'

/** The settings that were typed. What high security or the client type decides is left to them. */
export function inputOf(values: ClientFormValues): SsoClientInput {
  const { text, tick, list } = values
  const isHighSecurity = tick.high_security
  const grantType = text.grant_type
  const method = text.token_endpoint_auth_method
  const isMethodTyped = !isHighSecurity && text.client_type !== 'public'
  const idTokenAlg = algOf(text.id_token_alg, isHighSecurity)
  return {
    name: text.name,
    isActive: tick.is_active,
    clientType: text.client_type,
    ...(isMethodTyped && { authMethod: method }),
    ...(!isHighSecurity && {
      responseTypes: isGrantPreset(grantType) ? responseTypesOf(grantType) : list.response_types,
    }),
    redirectUris: linesOf(text.redirect_uris),
    postLogoutRedirectUris: linesOf(text.post_logout_redirect_uris),
    allowedScopes: ['openid', ...list.allowed_scopes.filter((scope) => scope !== 'openid')],
    requirePkce: tick.require_pkce,
    consent: text.consent,
    ...(idTokenAlg !== undefined && { idTokenAlg }),
    backchannelLogoutUri: text.backchannel_logout_uri,
    frontchannelLogoutUri: text.frontchannel_logout_uri,
    jwksText: text.jwks,
    options: optionsOf(values),
  }
}

function optionsOf({ text, tick }: ClientFormValues): Partial<TypedOptions> {
  const userinfoAlg = algOf(text.userinfo_signed_response_alg, tick.high_security)
  return {
    isFirstParty: tick.is_first_party,
    clientUri: text.client_uri,
    policyUri: text.policy_uri,
    tosUri: text.tos_uri,
    jwksUri: text.jwks_uri,
    tokenEndpointAuthSigningAlg: choice(text.token_endpoint_auth_signing_alg),
    subjectType: text.subject_type,
    sectorIdentifierUri: text.sector_identifier_uri,
    accessTokenLifetimeS: seconds(text, 'access_token_lifetime'),
    idTokenLifetimeS: seconds(text, 'id_token_lifetime'),
    refreshIdleLifetimeS: seconds(text, 'refresh_idle_lifetime'),
    refreshAbsoluteLifetimeS: seconds(text, 'refresh_absolute_lifetime'),
    defaultMaxAgeS: text.default_max_age.trim() === '' ? null : seconds(text, 'default_max_age'),
    backchannelLogoutSessionRequired: tick.backchannel_logout_session_required,
    frontchannelLogoutSessionRequired: tick.frontchannel_logout_session_required,
    requestUris: linesOf(text.request_uris),
    requestObjectSigningAlg: choice(text.request_object_signing_alg),
    requireSignedRequestObject: tick.require_signed_request_object,
    ...(userinfoAlg !== undefined && { userinfoSigningAlg: choice(userinfoAlg) }),
    requirePushedAuthorizationRequests: tick.require_pushed_authorization_requests,
    dpopBoundAccessTokens: tick.dpop_bound_access_tokens,
    isHighSecurity: tick.high_security,
  }
}

/** RS256 stands in a form that was never touched; with high security it was not chosen, so the standard may change it. */
function algOf(typed: string, isHighSecurity: boolean): string | undefined {
  return isHighSecurity && typed === 'RS256' ? undefined : typed
}

function choice(typed: string): string | null {
  return typed === '' ? null : typed
}

function seconds(text: ClientFormValues['text'], name: AmountName): number {
  return joinLifetime(text[name], text[`${name}_unit`])
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}
