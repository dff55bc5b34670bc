import { hashHandle } from '../handles.ts'
import type { AccessGrant } from '../types.ts'
import { bearerError } from './bearer-error.ts'
import type { UserinfoRequest } from './types.ts'

/** The access token must be alive. RFC 6750 3.1. */
export async function findGrant({
  host,
  now,
  accessToken,
}: Pick<UserinfoRequest, 'host' | 'now'> & { accessToken: string }): Promise<{ grant: AccessGrant }> {
  const grant = await host.grants.findByAccessToken(hashHandle(accessToken), now)
  if (!grant) throw bearerError(host.issuer, 'invalid_token', 'The access token is unknown, expired or revoked')
  return { grant }
}
