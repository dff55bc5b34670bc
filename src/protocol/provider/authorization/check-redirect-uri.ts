import { AuthorizationPageError, type OAuthError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import { describeDifference, nearestUri } from '../redirect-uri-difference.ts'
import { matchesRedirectUri } from '../redirect-uri-match.ts'
import type { ProviderClient } from '../types.ts'
import { hintOf } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

export interface RedirectUriFacts extends Pick<AuthorizationRequest, 'params'> {
  readonly client: ProviderClient
  /** Why the request object, in which the redirect URI may have been, could not be read. */
  readonly requestProblem?: OAuthError | null
}

/** The redirect URI must be sent and registered, also when the client has only one. OpenID Connect Core 3.1.2.1. */
export function checkRedirectUri({ params, client, requestProblem }: RedirectUriFacts): { redirectUri: string } {
  if (params.getAll('redirect_uri').length > 1) {
    const hint = hintOf('redirect_uri_repeated')
    const description = 'redirect_uri was sent more than once'
    throw new AuthorizationPageError('parameter_repeated', 'invalid_request', description, hint)
  }
  const redirectUri = parameter(params, 'redirect_uri')
  if (redirectUri === null) throw missing(client, requestProblem ?? null)
  if (!matchesRedirectUri(client.redirectUris, redirectUri)) throw differs(client, redirectUri)
  return { redirectUri }
}

function missing(client: ProviderClient, problem: OAuthError | null): AuthorizationPageError {
  if (problem) {
    const description = `redirect_uri is missing, and ${problem.description}`
    return new AuthorizationPageError('redirect_uri_missing', problem.code, description, problem.hint ?? undefined)
  }
  const hint = hintOf('redirect_uri_missing', { expected: client.redirectUris[0] })
  return new AuthorizationPageError('redirect_uri_missing', 'invalid_request', 'redirect_uri is missing', hint)
}

function differs(client: ProviderClient, sent: string): AuthorizationPageError {
  const expected = nearestUri(client.redirectUris, sent)
  const how =
    expected === null ? '' : `; compared with the nearest registered one it ${describeDifference(expected, sent)}`
  return new AuthorizationPageError(
    'redirect_uri_unknown',
    'invalid_request',
    `redirect_uri is not registered for this client${how}`,
    hintOf('redirect_uri_differs', { expected, sent }),
  )
}
