import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import type { SsoClient } from '../sso-clients/index.ts'
import type { ClientInformation } from './types.ts'

/** Where an app manages its registration, RFC 7592 section 3. */
export function registrationUri(issuer: string, clientId: string): string {
  return `${issuer}${ENDPOINTS.registration}/${clientId}`
}

export interface InformationParts {
  readonly issuer: string
  readonly client: SsoClient
  /** Only when this very act made one: it is not kept. */
  readonly secret: string | null
  readonly registrationToken: string
}

/** All that is registered about an app, RFC 7591 section 3.2.1. What has no value is left out. */
export function clientInformation({ issuer, client, secret, registrationToken }: InformationParts): ClientInformation {
  const { registered } = client
  return filled({
    client_id: client.clientId,
    client_id_issued_at: Math.floor(client.createdAt / 1000),
    client_secret: secret,
    client_secret_expires_at: secret === null ? null : 0,
    registration_client_uri: registrationUri(issuer, client.clientId),
    registration_access_token: registrationToken,
    client_name: client.name,
    application_type: registered?.applicationType ?? 'web',
    redirect_uris: client.redirectUris,
    response_types: client.responseTypes,
    grant_types: client.grantTypes,
    scope: client.allowedScopes.join(' '),
    contacts: client.contacts,
    logo_uri: registered?.logoUri,
    client_uri: client.clientUri,
    policy_uri: client.policyUri,
    tos_uri: client.tosUri,
    jwks_uri: client.jwksUri,
    jwks: client.jwks,
    sector_identifier_uri: client.sectorIdentifierUri,
    subject_type: client.subjectType,
    id_token_signed_response_alg: client.idTokenAlg,
    userinfo_signed_response_alg: client.userinfoSigningAlg,
    request_object_signing_alg: client.requestObjectSigningAlg,
    require_signed_request_object: client.requireSignedRequestObject,
    token_endpoint_auth_method: client.authMethod,
    token_endpoint_auth_signing_alg: client.tokenEndpointAuthSigningAlg,
    default_max_age: client.defaultMaxAgeS,
    require_auth_time: registered?.requireAuthTime ?? false,
    default_acr_values: registered?.defaultAcrValues,
    initiate_login_uri: client.initiateLoginUri,
    request_uris: client.requestUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    backchannel_logout_uri: client.backchannelLogoutUri,
    backchannel_logout_session_required: client.backchannelLogoutUri && client.backchannelLogoutSessionRequired,
    frontchannel_logout_uri: client.frontchannelLogoutUri,
    frontchannel_logout_session_required: client.frontchannelLogoutUri && client.frontchannelLogoutSessionRequired,
    require_pushed_authorization_requests: client.requirePushedAuthorizationRequests,
    dpop_bound_access_tokens: client.dpopBoundAccessTokens,
    software_id: registered?.softwareId,
    software_version: registered?.softwareVersion,
  })
}

function filled(members: Record<string, unknown>): ClientInformation {
  const hasValue = (value: unknown) =>
    value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(members).filter(([, value]) => hasValue(value)))
}
