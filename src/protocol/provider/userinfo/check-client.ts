import type { AccessGrant } from '../grant-types.ts'
import { grantedScopes } from '../scopes.ts'
import type { ProviderClient, Scope } from '../types.ts'
import { bearerError } from './bearer-error.ts'
import type { UserinfoRequest } from './types.ts'

/** The client must still be active, and gets what was granted as far as it is still allowed. RFC 6750 3.1. */
export async function checkClient({ host, grant }: Pick<UserinfoRequest, 'host'> & { grant: AccessGrant }): Promise<{
  client: ProviderClient
  scopes: readonly Scope[]
}> {
  const client = await host.clients.findByKey(grant.client)
  if (!client?.isActive) {
    throw bearerError(host.issuer, 'invalid_token', 'The client is switched off', { rule: 'client_inactive' })
  }
  const scopes = grantedScopes(grant.scope, client.allowedScopes)
  if (!scopes.includes('openid')) {
    const description = 'The access token does not have the scope openid'
    const hint = { rule: 'access_token_scope', expected: 'openid', sent: grant.scope }
    throw bearerError(host.issuer, 'insufficient_scope', description, hint)
  }
  return { client, scopes }
}
