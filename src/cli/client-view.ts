import type { Config } from '../config.ts'
import { type Organizer, preferredSite } from '../features/organizers/index.ts'
import { type SsoClient, type SsoClients, ssoClientLogoPath } from '../features/sso-clients/index.ts'
import { absoluteUrl } from '../platform/http/site.ts'
import { ENDPOINTS } from '../protocol/provider/endpoints.ts'
import { NothingFound } from './nothing-found.ts'
import type { JsonObject } from './output.ts'

/** What a program learns about a client: all it needs to connect. Never the stored fingerprint of the secret. */
export function clientJson(client: SsoClient, organizer: Organizer, config: Config): JsonObject {
  const issuer = absoluteUrl(preferredSite(organizer, config), '')
  const logo = ssoClientLogoPath(client)
  const { formerSecret } = client
  return {
    client_id: client.clientId,
    name: client.name,
    client_name: client.name,
    organizer: organizer.slug,
    issuer,
    discovery: issuer + ENDPOINTS.discovery,
    active: client.isActive,
    client_type: client.clientType,
    token_endpoint_auth_method: client.authMethod,
    grant_types: client.grantTypes,
    response_types: client.responseTypes,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    scopes: client.allowedScopes,
    scope: client.allowedScopes.join(' '),
    pkce: client.requirePkce ? 'required' : 'optional',
    consent: client.consent,
    id_token_signed_response_alg: client.idTokenAlg,
    backchannel_logout_uri: client.backchannelLogoutUri,
    backchannel_logout_session_required: client.backchannelLogoutSessionRequired,
    frontchannel_logout_uri: client.frontchannelLogoutUri,
    frontchannel_logout_session_required: client.frontchannelLogoutSessionRequired,
    ...optionsJson(client),
    logo_uri: logo === null ? null : issuer + logo,
    client_secret_old_until: formerSecret === null ? null : new Date(formerSecret.expiresAt).toISOString(),
    created_at: new Date(client.createdAt).toISOString(),
  }
}

/** Metadata that few clients have, RFC 7591 and the registries that it opened. Lifetimes in seconds. */
function optionsJson(client: SsoClient): JsonObject {
  return {
    token_endpoint_auth_signing_alg: client.tokenEndpointAuthSigningAlg,
    jwks: client.jwks,
    jwks_uri: client.jwksUri,
    userinfo_signed_response_alg: client.userinfoSigningAlg,
    subject_type: client.subjectType,
    sector_identifier_uri: client.sectorIdentifierUri,
    request_uris: client.requestUris,
    request_object_signing_alg: client.requestObjectSigningAlg,
    require_signed_request_object: client.requireSignedRequestObject,
    require_pushed_authorization_requests: client.requirePushedAuthorizationRequests,
    dpop_bound_access_tokens: client.dpopBoundAccessTokens,
    default_max_age: client.defaultMaxAgeS,
    initiate_login_uri: client.initiateLoginUri,
    client_uri: client.clientUri,
    policy_uri: client.policyUri,
    tos_uri: client.tosUri,
    contacts: client.contacts,
    first_party: client.isFirstParty,
    high_security: client.isHighSecurity,
    access_token_lifetime: client.accessTokenLifetimeS,
    id_token_lifetime: client.idTokenLifetimeS,
    refresh_idle_lifetime: client.refreshIdleLifetimeS,
    refresh_absolute_lifetime: client.refreshAbsoluteLifetimeS,
  }
}

/** The same for people. */
export function clientLines(json: JsonObject): string[][] {
  return Object.entries(json)
    .filter(([name, value]) => value !== null && !TWICE.has(name) && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name, lineText(value)])
}

/** For programs under two names, for people under one. */
const TWICE: ReadonlySet<string> = new Set(['client_name', 'scope'])

function lineText(value: JsonObject[string]): string {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/**
 * The client with this client ID.
 * @throws NothingFound
 */
export async function findClient(ssoClients: SsoClients, organizer: Organizer, clientId: string): Promise<SsoClient> {
  const client = await ssoClients.byClientId(organizer.id, clientId)
  if (!client) throw new NothingFound(`${organizer.slug} has no client "${clientId}"`)
  return client
}

/** Flags that name one client. */
export const ONE_CLIENT = {
  organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
  id: { type: 'string', required: true, summary: 'client ID' },
} as const
