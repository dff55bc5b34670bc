import { hash } from 'node:crypto'
import type { JWK } from 'jose'
import type { SsoClient } from './types.ts'

/** What the history keeps of a client, in the words of RFC 7591 where it has them. */
export function auditView(client: SsoClient) {
  return {
    name: client.name,
    is_active: client.isActive,
    logo: client.logoHash?.slice(0, 16) ?? null,
    is_first_party: client.isFirstParty,
    client_uri: client.clientUri,
    policy_uri: client.policyUri,
    tos_uri: client.tosUri,
    initiate_login_uri: client.initiateLoginUri,
    contacts: client.contacts,
    client_type: client.clientType,
    token_endpoint_auth_method: client.authMethod,
    token_endpoint_auth_signing_alg: client.tokenEndpointAuthSigningAlg,
    jwks: client.jwks?.keys.map(keyName) ?? null,
    jwks_uri: client.jwksUri,
    response_types: client.responseTypes,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    allowed_scopes: client.allowedScopes,
    require_pkce: client.requirePkce,
    consent: client.consent,
    id_token_signed_response_alg: client.idTokenAlg,
    userinfo_signed_response_alg: client.userinfoSigningAlg,
    subject_type: client.subjectType,
    sector_identifier_uri: client.sectorIdentifierUri,
    access_token_lifetime: client.accessTokenLifetimeS,
    id_token_lifetime: client.idTokenLifetimeS,
    refresh_idle_lifetime: client.refreshIdleLifetimeS,
    refresh_absolute_lifetime: client.refreshAbsoluteLifetimeS,
    default_max_age: client.defaultMaxAgeS,
    backchannel_logout_uri: client.backchannelLogoutUri,
    backchannel_logout_session_required: client.backchannelLogoutSessionRequired,
    frontchannel_logout_uri: client.frontchannelLogoutUri,
    frontchannel_logout_session_required: client.frontchannelLogoutSessionRequired,
    request_uris: client.requestUris,
    request_object_signing_alg: client.requestObjectSigningAlg,
    require_signed_request_object: client.requireSignedRequestObject,
    require_pushed_authorization_requests: client.requirePushedAuthorizationRequests,
    dpop_required: client.dpopBoundAccessTokens,
    high_security: client.isHighSecurity,
  }
}

/** What tells a key from any other: its kind, its name, the beginning of the SHA-256 of all of it. */
function keyName(key: JWK): string {
  const fingerprint = hash('sha256', JSON.stringify(key), 'hex').slice(0, 12)
  return [key.kty, key.kid, fingerprint].filter(Boolean).join(' ')
}
