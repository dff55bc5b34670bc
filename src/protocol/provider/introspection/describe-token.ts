import type { ClientRequest } from '../client-authentication/types.ts'
import type { RefreshGrant } from '../grant-types.ts'
import { hashHandle, refreshIdOf } from '../handles.ts'
import { grantedScopes } from '../scopes.ts'
import type { TokenInQuestion } from '../token-parameter.ts'
import type { ProviderClient } from '../types.ts'
import type { Introspection } from './types.ts'

export interface Question extends Pick<ClientRequest, 'host' | 'now'>, TokenInQuestion {
  readonly client: ProviderClient
}

const INACTIVE: Introspection = { active: false }

/**
 * What a live token stands for. Any confidential client of the organizer may ask about an access token, because it may be
 * the service that the token was sent to; about a refresh token only the client that holds it. RFC 7662 2.2 and 4.
 */
export async function describeToken(question: Question): Promise<{ introspection: Introspection }> {
  const [first, second] = question.hint === 'refresh_token' ? [refreshToken, accessToken] : [accessToken, refreshToken]
  return { introspection: (await first(question)) ?? (await second(question)) ?? INACTIVE }
}

async function accessToken({ host, now, token }: Question): Promise<Introspection | null> {
  const grant = await host.grants.findByAccessToken(hashHandle(token), now)
  const client = grant && (await host.clients.findByKey(grant.client))
  if (!grant || !client?.isActive) return null
  return { ...described(host.issuer, client, grant), token_type: grant.dpopJkt === null ? 'Bearer' : 'DPoP' }
}

async function refreshToken({ host, client, now, token }: Question): Promise<Introspection | null> {
  const hash = hashHandle(token, host.issuer)
  const grant = refreshIdOf(hash) === null ? null : await host.grants.findByRefreshToken(hash, now)
  return grant?.client === client.id ? described(host.issuer, client, grant) : null
}

function described(issuer: string, client: ProviderClient, grant: RefreshGrant) {
  return {
    active: true,
    iss: issuer,
    sub: grant.subject,
    client_id: client.clientId,
    scope: grantedScopes(grant.scope, client.allowedScopes).join(' '),
    iat: Math.floor(grant.issuedAt / 1000),
    exp: Math.floor(grant.expiresAt / 1000),
    ...(grant.dpopJkt !== null && { cnf: { jkt: grant.dpopJkt } }),
  } as const
}
