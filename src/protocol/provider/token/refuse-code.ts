import type { GrantState } from '../grant-types.ts'
import { invalidGrant } from './invalid-grant.ts'
import type { CodeRedemption } from './types.ts'

/**
 * Says why a code was not redeemed. One that its own client sends a second time may have been stolen: its tokens end
 * (RFC 6749 4.1.2 and 10.5). Any other failed attempt leaves the code as it is.
 */
export async function refuseCode(attempt: CodeRedemption): Promise<never> {
  const state = await attempt.host.grants.explain(attempt.codeHash)
  if (!state || state.client !== attempt.client.id) {
    throw invalidGrant('code_unknown', 'The code is not known for this client')
  }
  if (state.isRedeemed) {
    await attempt.host.grants.revoke(attempt.codeHash, attempt.now)
    throw invalidGrant('code_replayed', 'The code was used before; the tokens issued for it are revoked')
  }
  throw reason(state, attempt)
}

function reason(state: GrantState, attempt: CodeRedemption) {
  if (state.isRevoked) return invalidGrant('code_revoked', 'The authorization was revoked')
  if (state.codeExpiresAt <= attempt.now) return invalidGrant('code_expired', 'The code has expired')
  if (state.redirectUri !== attempt.redirectUri) {
    const facts = { expected: state.redirectUri, sent: attempt.redirectUri }
    return invalidGrant('redirect_uri_not_of_code', 'redirect_uri is not the one of the authorization request', facts)
  }
  if (state.codeChallenge !== null && attempt.codeChallenge === null) {
    return invalidGrant('code_verifier_missing', 'code_verifier is missing')
  }
  if (state.codeChallenge === null && attempt.codeChallenge !== null) {
    const description = 'code_verifier was sent although the authorization request had no code_challenge'
    return invalidGrant('code_verifier_unexpected', description)
  }
  if (state.codeChallenge !== attempt.codeChallenge) {
    return invalidGrant('code_verifier_differs', 'code_verifier does not match the code_challenge')
  }
  if (state.dpopJkt !== null && state.dpopJkt !== attempt.dpopJkt)
    return otherKey('code', state.dpopJkt, attempt.dpopJkt)
  return invalidGrant('person_refused', 'The code is not valid: the person may not log in any more')
}

/** RFC 9449 5 and 10: what is bound to a key is good with a proof of that key only. */
export function otherKey(what: 'code' | 'refresh token', expected: string, sent: string | null) {
  const description =
    sent === null
      ? `The ${what} is bound to a DPoP key, and no DPoP proof was sent`
      : `The ${what} is bound to another DPoP key than the one of the proof`
  return invalidGrant('dpop_key_differs', description, { expected, ...(sent !== null && { sent }) })
}
