import type { Config } from '../config.ts'
import { type Organizer, preferredSite } from '../features/organizers/index.ts'
import type { SsoClient, SsoClients } from '../features/sso-clients/index.ts'
import { absoluteUrl } from '../platform/http/site.ts'
import { ENDPOINTS } from '../protocol/provider/endpoints.ts'
import { NothingFound } from './nothing-found.ts'
import type { JsonObject } from './output.ts'

/** What a program learns about a client: all it needs to connect. Never the stored fingerprint of the secret. */
export function clientJson(client: SsoClient, organizer: Organizer, config: Config): JsonObject {
  const issuer = absoluteUrl(preferredSite(organizer, config), '')
  return {
    client_id: client.clientId,
    name: client.name,
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
    pkce: client.requirePkce ? 'required' : 'optional',
    consent: client.consent,
    id_token_signed_response_alg: client.idTokenAlg,
    backchannel_logout_uri: client.backchannelLogoutUri,
    frontchannel_logout_uri: client.frontchannelLogoutUri,
    created_at: new Date(client.createdAt).toISOString(),
  }
}

/** The same for people. */
export function clientLines(json: JsonObject): string[][] {
  return Object.entries(json)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)])
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
