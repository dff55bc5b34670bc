import { OAuthError } from '../errors.ts'
import type { GrantState } from '../types.ts'
import type { CodeRedemption } from './types.ts'

/**
 * Says why a code was not redeemed. One that its own client sends a second time may have been stolen: its tokens end
 * (RFC 6749 4.1.2 and 10.5). Any other failed attempt leaves the code as it is.
 */
export async function refuseCode(attempt: CodeRedemption): Promise<never> {
  const state = await attempt.host.grants.explain(attempt.codeHash)
  if (!state || state.client !== attempt.client.id) throw invalidGrant('The code is not known for this client')
  if (state.isRedeemed) {
    await attempt.host.grants.revoke(attempt.codeHash, attempt.now)
    throw invalidGrant('The code was used before; the tokens issued for it are revoked')
  }
  throw invalidGrant(reason(state, attempt))
}

function reason(state: GrantState, attempt: CodeRedemption): string {
  if (state.isRevoked) return 'The authorization was revoked'
  if (state.codeExpiresAt <= attempt.now) return 'The code has expired'
  if (state.redirectUri !== attempt.redirectUri) return 'redirect_uri is not the one of the authorization request'
  if (state.codeChallenge !== null && attempt.codeChallenge === null) return 'code_verifier is missing'
  if (state.codeChallenge === null && attempt.codeChallenge !== null) {
    return 'code_verifier was sent although the authorization request had no code_challenge'
  }
  if (state.codeChallenge !== attempt.codeChallenge) return 'code_verifier does not match the code_challenge'
  return 'The code is not valid'
}

function invalidGrant(description: string): OAuthError {
  return new OAuthError('invalid_grant', description)
}
