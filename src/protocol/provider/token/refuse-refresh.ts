import type { ProviderClient } from '../types.ts'
import { invalidGrant } from './invalid-grant.ts'
import { otherKey } from './refuse-code.ts'
import type { RefreshAttempt } from './types.ts'

/** The refresh token of a client that cannot prove itself is good with the key that it was issued for only. RFC 9449 5. */
export function isKeyFixed({ clientType }: Pick<ProviderClient, 'clientType'>): boolean {
  return clientType === 'public'
}

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
  const mayBeKey = dpopJkt !== null && !isKeyFixed(client)
  if (state.dpopJkt !== null && state.dpopJkt !== dpopJkt && !mayBeKey)
    throw otherKey('refresh token', state.dpopJkt, dpopJkt)
  throw invalidGrant('person_refused', 'The refresh token is not valid: the person may not log in any more')
}
