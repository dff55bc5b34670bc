import { AuthorizationRedirectError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import { grantedScopes } from '../scopes.ts'
import type { ProviderClient } from '../types.ts'
import type { AuthorizationRequest } from './types.ts'

/** `openid` must be among the scopes; of the others the client gets those it is allowed. OpenID Connect Core 3.1.2.1. */
export function checkScope({ params, client }: Pick<AuthorizationRequest, 'params'> & { client: ProviderClient }): {
  scope: string
} {
  const requested = parameter(params, 'scope')
  if (requested === null) throw new AuthorizationRedirectError('invalid_scope', 'scope is missing; it needs openid')
  const scopes = grantedScopes(requested, client.allowedScopes)
  if (!scopes.includes('openid')) {
    throw new AuthorizationRedirectError(
      'invalid_scope',
      'scope must contain openid, and the client must be allowed it',
    )
  }
  return { scope: scopes.join(' ') }
}
