import type { RedeemedGrant } from '../grant-types.ts'
import { grantIdOf } from '../handles.ts'
import { newAccessToken, newRefreshToken } from './new-tokens.ts'
import { refuseCode } from './refuse-code.ts'
import type { CodeRedemption, IssuedTokens } from './types.ts'

/**
 * A code is exchanged once: for an access token, and for a refresh token when the person may be away (`offline_access`).
 * RFC 6749 4.1.3 and 10.5, OpenID Connect Core 11.
 */
export async function redeemCode(facts: CodeRedemption): Promise<IssuedTokens & { grant: RedeemedGrant }> {
  const { host, client, codeHash, redirectUri, codeChallenge, dpopJkt, now } = facts
  const grantId = grantIdOf(codeHash)
  const access = newAccessToken(facts, grantId, null)
  const refresh = client.grantTypes.includes('refresh_token') ? newRefreshToken(facts, grantId) : null
  const grant = await host.grants.redeem({
    codeHash,
    client: client.id,
    redirectUri,
    codeChallenge,
    accessTokenHash: access.stored.hash,
    accessTokenExpiresAt: access.stored.expiresAt,
    dpopJkt,
    refreshToken: refresh?.stored ?? null,
    now,
  })
  if (!grant) return refuseCode(facts)
  const isOffline = refresh !== null && grant.scope.split(' ').includes('offline_access')
  return { accessToken: access.token, refreshToken: isOffline ? refresh.token : null, grant }
}
