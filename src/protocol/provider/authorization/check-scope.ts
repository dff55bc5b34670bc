import { parameter } from '../parameters.ts'
import { grantedScopes } from '../scopes.ts'
import type { ProviderClient } from '../types.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/** `openid` must be among the scopes; of the others the client gets those it is allowed. OpenID Connect Core 3.1.2.1. */
export function checkScope({ params, client }: Pick<AuthorizationRequest, 'params'> & { client: ProviderClient }): {
  scope: string
} {
  const sent = parameter(params, 'scope')
  if (sent === null) {
    throw refusal('invalid_scope', 'scope is missing; it needs openid', 'scope_missing', { expected: 'openid' })
  }
  const scopes = grantedScopes(sent, client.allowedScopes)
  if (!scopes.includes('openid')) {
    const description = 'scope must contain openid, and the client must be allowed it'
    const facts = { expected: client.allowedScopes.join(' '), sent }
    throw refusal('invalid_scope', description, 'scope_openid', facts)
  }
  return { scope: scopes.join(' ') }
}

/** A scope of words without one of them. */
export function withoutScope(scope: string, unwanted: string): string {
  return scope
    .split(' ')
    .filter((word) => word !== unwanted)
    .join(' ')
}
