import type { SsoClient } from './types.ts'

/** What the history keeps of a client, in the words of RFC 7591 where it has them. */
export function auditView(client: SsoClient) {
  return {
    name: client.name,
    is_active: client.isActive,
    client_type: client.clientType,
    token_endpoint_auth_method: client.authMethod,
    response_types: client.responseTypes,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    allowed_scopes: client.allowedScopes,
    require_pkce: client.requirePkce,
    consent: client.consent,
    id_token_signed_response_alg: client.idTokenAlg,
    backchannel_logout_uri: client.backchannelLogoutUri,
    frontchannel_logout_uri: client.frontchannelLogoutUri,
  }
}
