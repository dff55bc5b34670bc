import { splitLifetime } from '../rules/lifetimes.ts'
import { DEFAULTS } from '../rules.ts'
import type { SsoClientSettings } from '../types.ts'
import { presetOf } from './grant-presets.ts'
import { type AmountName, type ClientFormValues, UNITS_OF } from './values.ts'

/** What the form of a client shows. */
export function valuesOf(client: SsoClientSettings): ClientFormValues {
  return {
    text: {
      name: client.name,
      client_uri: client.clientUri ?? '',
      policy_uri: client.policyUri ?? '',
      tos_uri: client.tosUri ?? '',
      client_type: client.clientType,
      grant_type: presetOf(client.responseTypes) ?? 'custom',
      redirect_uris: client.redirectUris.join('\n'),
      consent: client.consent,
      token_endpoint_auth_method: client.authMethod === 'none' ? 'client_secret_basic' : client.authMethod,
      token_endpoint_auth_signing_alg: client.tokenEndpointAuthSigningAlg ?? '',
      jwks: client.jwks === null ? '' : JSON.stringify(client.jwks, null, 2),
      jwks_uri: client.jwksUri ?? '',
      post_logout_redirect_uris: client.postLogoutRedirectUris.join('\n'),
      backchannel_logout_uri: client.backchannelLogoutUri ?? '',
      frontchannel_logout_uri: client.frontchannelLogoutUri ?? '',
      id_token_alg: client.idTokenAlg,
      userinfo_signed_response_alg: client.userinfoSigningAlg ?? '',
      ...amount('access_token_lifetime', client.accessTokenLifetimeS),
      ...amount('id_token_lifetime', client.idTokenLifetimeS),
      ...amount('refresh_idle_lifetime', client.refreshIdleLifetimeS),
      ...amount('refresh_absolute_lifetime', client.refreshAbsoluteLifetimeS),
      ...amount('default_max_age', client.defaultMaxAgeS),
      subject_type: client.subjectType,
      sector_identifier_uri: client.sectorIdentifierUri ?? '',
      request_uris: client.requestUris.join('\n'),
      request_object_signing_alg: client.requestObjectSigningAlg ?? '',
      secret_overlap: '0',
    },
    tick: {
      is_active: client.isActive,
      remove_logo: false,
      is_first_party: client.isFirstParty,
      require_pkce: client.requirePkce,
      backchannel_logout_session_required: client.backchannelLogoutSessionRequired,
      frontchannel_logout_session_required: client.frontchannelLogoutSessionRequired,
      require_signed_request_object: client.requireSignedRequestObject,
      require_pushed_authorization_requests: client.requirePushedAuthorizationRequests,
      dpop_bound_access_tokens: client.dpopBoundAccessTokens,
      high_security: client.isHighSecurity,
      regenerate: false,
    },
    list: { allowed_scopes: client.allowedScopes, response_types: client.responseTypes },
  }
}

/** An amount and its unit; no amount for null. @param seconds lifetime */
function amount<Name extends AmountName>(name: Name, seconds: number | null) {
  const units = UNITS_OF[name]
  const split = seconds === null ? null : splitLifetime(seconds, units)
  const entries = [
    [name, split === null ? '' : String(split.amount)],
    [`${name}_unit`, split?.unit ?? units[0] ?? 'seconds'],
  ]
  return Object.fromEntries(entries) as Record<Name | `${Name}_unit`, string>
}

/** The form of a client that does not exist yet. @param isHighSecurity what the organizer asks of all its apps */
export function newClientValues(isHighSecurity: boolean): ClientFormValues {
  const values = valuesOf(DEFAULTS)
  return { ...values, tick: { ...values.tick, high_security: isHighSecurity } }
}
