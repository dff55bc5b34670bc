import { hashHandle, tokenFor } from '../handles.ts'
import type { RedeemedGrant } from '../types.ts'
import { refuseCode } from './refuse-code.ts'
import type { CodeRedemption } from './types.ts'

/** A code is exchanged once, for an access token of 256 random bits. RFC 6749 4.1.3 and 10.5. */
export async function redeemCode(facts: CodeRedemption): Promise<{ accessToken: string; grant: RedeemedGrant }> {
  const { host, client, codeHash, redirectUri, codeChallenge, now } = facts
  const accessToken = tokenFor(codeHash, host.random)
  const grant = await host.grants.redeem({
    codeHash,
    client: client.id,
    redirectUri,
    codeChallenge,
    accessTokenHash: hashHandle(accessToken),
    accessTokenExpiresAt: now + client.accessTokenLifetimeS * 1000,
    now,
  })
  return grant ? { accessToken, grant } : refuseCode(facts)
}
