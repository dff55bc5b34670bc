import type { RedeemedGrant } from '../grant-types.ts'
import { grantIdOf } from '../handles.ts'
import { isHighSecurity } from '../high-security.ts'
import { grantedScopes } from '../scopes.ts'
import { newAccessToken, newRefreshToken } from './new-tokens.ts'
import { isKeyFixed, refuseRefresh } from './refuse-refresh.ts'
import type { IssuedTokens, RefreshAttempt } from './types.ts'

/**
 * A refresh token is used once: it gives an access token and its own successor, with the scopes that the client is still
 * allowed. RFC 6749 6, RFC 9700 4.14.2. Under high security it stays in use: its client has to prove itself, and an answer
 * that was lost can be asked for again (FAPI 2.0 Security Profile 5.3.2.1). ID tokens of a refresh have no nonce (OpenID Connect
 * Core 12.2).
 */
export async function rotateRefreshToken(attempt: RefreshAttempt): Promise<IssuedTokens & { grant: RedeemedGrant }> {
  const { host, client, refreshTokenHash, dpopJkt, now } = attempt
  const grantId = grantIdOf(refreshTokenHash)
  const next = newRefreshToken(attempt, grantId)
  const access = newAccessToken(attempt, grantId, next.id)
  const staysInUse = isHighSecurity(host, client)
  const grant = await host.grants.rotate({
    refreshTokenHash,
    client: client.id,
    dpopJkt,
    isKeyFixed: isKeyFixed(client),
    next: staysInUse ? { ...next.stored, hash: refreshTokenHash } : next.stored,
    accessToken: access.stored,
    now,
  })
  if (!grant) return refuseRefresh(attempt)
  const scope = grantedScopes(grant.scope, client.allowedScopes).join(' ')
  return {
    accessToken: access.token,
    refreshToken: staysInUse ? null : next.token,
    grant: { ...grant, scope, nonce: null },
  }
}
