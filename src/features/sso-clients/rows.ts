import type { Selectable } from 'kysely'
import { z } from 'zod'
import { parseJson } from '../../platform/db/json.ts'
import type { SsoClientTable } from '../../platform/db/provider-tables.ts'
import { optionsOf, optionsSchema } from './options.ts'
import { AUTH_METHODS, CLIENT_TYPES, CONSENTS, grantTypesOf, ID_TOKEN_ALGS, RESPONSE_TYPES, SCOPES } from './rules.ts'
import type { SsoClient, SsoClientSettings } from './types.ts'

const texts = z.array(z.string())
const responseTypes = z.array(z.enum(RESPONSE_TYPES))
const grantTypes = z.array(z.enum(['authorization_code', 'implicit', 'refresh_token']))
const scopes = z.array(z.enum(SCOPES))
const words = z.object({
  clientType: z.enum(CLIENT_TYPES),
  authMethod: z.enum(AUTH_METHODS),
  consent: z.enum(CONSENTS),
  idTokenAlg: z.enum(ID_TOKEN_ALGS),
})

/** A client from its row. @throws StoredDataInvalid */
export function toClient(row: Selectable<SsoClientTable>): SsoClient {
  return {
    id: row.id,
    organizerId: row.organizer_id,
    clientId: row.client_id,
    name: row.name,
    isActive: row.is_active,
    ...words.parse({
      clientType: row.client_type,
      authMethod: row.token_endpoint_auth_method,
      consent: row.consent,
      idTokenAlg: row.id_token_alg,
    }),
    grantTypes: parseJson(grantTypes, row.grant_types, 'sso_clients.grant_types'),
    responseTypes: parseJson(responseTypes, row.response_types, 'sso_clients.response_types'),
    redirectUris: parseJson(texts, row.redirect_uris, 'sso_clients.redirect_uris'),
    postLogoutRedirectUris: parseJson(texts, row.post_logout_redirect_uris, 'sso_clients.post_logout_redirect_uris'),
    allowedScopes: parseJson(scopes, row.allowed_scopes, 'sso_clients.allowed_scopes'),
    requirePkce: row.require_pkce,
    backchannelLogoutUri: row.backchannel_logout_uri,
    frontchannelLogoutUri: row.frontchannel_logout_uri,
    secretHash: row.secret_hash,
    secretCreatedAt: row.secret_created_at,
    formerSecret:
      row.former_secret_hash !== null && row.former_secret_expires_at !== null
        ? { hash: row.former_secret_hash, expiresAt: row.former_secret_expires_at }
        : null,
    registrationTokenHash: row.registration_token_hash,
    ...parseJson(optionsSchema, row.options, 'sso_clients.options'),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}

/** The columns that settings fill. */
export function settingsColumns(settings: SsoClientSettings) {
  return {
    name: settings.name,
    is_active: settings.isActive,
    client_type: settings.clientType,
    token_endpoint_auth_method: settings.authMethod,
    grant_types: JSON.stringify(grantTypesOf(settings.responseTypes, settings.allowedScopes)),
    response_types: JSON.stringify(settings.responseTypes),
    redirect_uris: JSON.stringify(settings.redirectUris),
    post_logout_redirect_uris: JSON.stringify(settings.postLogoutRedirectUris),
    allowed_scopes: JSON.stringify(settings.allowedScopes),
    require_pkce: settings.requirePkce,
    consent: settings.consent,
    id_token_alg: settings.idTokenAlg,
    backchannel_logout_uri: settings.backchannelLogoutUri,
    frontchannel_logout_uri: settings.frontchannelLogoutUri,
    options: JSON.stringify(optionsOf(settings)),
  }
}
