import { AuthorizationPageError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import { matchesRedirectUri } from '../redirect-uri-match.ts'
import type { ProviderClient } from '../types.ts'
import type { AuthorizationRequest } from './types.ts'

/** The redirect URI must be sent and registered, also when the client has only one. OpenID Connect Core 3.1.2.1. */
export function checkRedirectUri({
  params,
  client,
}: Pick<AuthorizationRequest, 'params'> & { client: ProviderClient }): { redirectUri: string } {
  if (params.getAll('redirect_uri').length > 1) {
    throw new AuthorizationPageError('parameter_repeated', 'invalid_request', 'redirect_uri was sent more than once')
  }
  const redirectUri = parameter(params, 'redirect_uri')
  if (redirectUri === null) {
    throw new AuthorizationPageError('redirect_uri_missing', 'invalid_request', 'redirect_uri is missing')
  }
  if (!matchesRedirectUri(client.redirectUris, redirectUri)) {
    throw new AuthorizationPageError(
      'redirect_uri_unknown',
      'invalid_request',
      'redirect_uri is not registered for this client; it is compared character by character',
    )
  }
  return { redirectUri }
}
