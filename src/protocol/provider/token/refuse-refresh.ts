import { invalidGrant } from './invalid-grant.ts'
import { otherKey } from './refuse-code.ts'
import type { RefreshAttempt } from './types.ts'

/**
 * Says why a refresh token was not rotated. One that comes back after it was used is in two hands: everything that came from
 * the same authorization ends, at once (RFC 9700 4.14.2). A token of another client is told from an unknown one to nobody.
 */
export async function refuseRefresh(attempt: RefreshAttempt): Promise<never> {
  const { host, client, refreshTokenHash, dpopJkt, now } = attempt
  const state = await host.grants.explainRefresh(refreshTokenHash)
  if (!state || state.client !== client.id) {
    throw invalidGrant('refresh_unknown', 'The refresh token is not known for this client')
  }
  if (state.isUsed) {
    await host.grants.endFamily(refreshTokenHash, 'reused', now)
    throw invalidGrant(
      'refresh_reused',
      'The refresh token was used before; all tokens of its authorization are revoked',
    )
  }
  if (state.isRevoked) throw invalidGrant('refresh_revoked', 'The authorization was revoked')
  if (state.expiresAt <= now) throw invalidGrant('refresh_expired', 'The refresh token has expired')
  if (state.dpopJkt !== null && state.dpopJkt !== dpopJkt) throw otherKey('refresh token', state.dpopJkt, dpopJkt)
  throw invalidGrant('person_refused', 'The refresh token is not valid: the person may not log in any more')
}
