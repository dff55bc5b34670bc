import type { AccessGrant } from '../grant-types.ts'
import { hashHandle } from '../handles.ts'
import { bearerError, dpopError } from './bearer-error.ts'
import type { SentToken, UserinfoRequest } from './types.ts'

/** The access token must be alive. RFC 6750 3.1. */
export async function findGrant({
  host,
  now,
  accessToken,
  scheme,
}: Pick<UserinfoRequest, 'host' | 'now'> & SentToken): Promise<{ grant: AccessGrant }> {
  const grant = await host.grants.findByAccessToken(hashHandle(accessToken), now)
  if (grant) return { grant }
  const refuse = scheme === 'DPoP' ? dpopError : bearerError
  const description = 'The access token is unknown, expired or revoked'
  throw refuse(host.issuer, 'invalid_token', description, { rule: 'access_token_dead' })
}
