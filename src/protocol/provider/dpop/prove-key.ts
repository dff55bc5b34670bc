import type { ClientRequest } from '../client-authentication/types.ts'
import { OAuthError, type RefusalHint } from '../errors.ts'
import { isHighSecurity } from '../high-security.ts'
import type { ProviderClient } from '../types.ts'
import { checkProof } from './check-proof.ts'
import { dpopAlgs } from './dpop-algs.ts'

export interface KeyRequest extends Pick<ClientRequest, 'host' | 'dpop' | 'method' | 'url' | 'now'> {
  readonly client: ProviderClient
}

/**
 * The key that the tokens will be bound to. A client that is registered for it, or under high security, has to prove one.
 * RFC 9449 5 and 5.2, FAPI 2.0 Security Profile 5.3.2.1. Answers at once without a proof.
 */
export function proveKey(request: KeyRequest): { dpopJkt: string | null } | Promise<{ dpopJkt: string }> {
  const { host, client, dpop } = request
  if (dpop === null && (client.requiresDpop || isHighSecurity(host, client))) {
    throw invalidProof('This client has to send a DPoP proof', { rule: 'dpop_proof_missing' })
  }
  return proveSentKey(request)
}

/** The key that a request proves, if it proves one. Answers at once without a proof. */
export function proveSentKey(request: KeyRequest): { dpopJkt: string | null } | Promise<{ dpopJkt: string }> {
  const { dpop } = request
  return dpop === null ? NO_KEY : proven({ ...request, dpop })
}

const NO_KEY = { dpopJkt: null }

async function proven(request: KeyRequest & { dpop: string }): Promise<{ dpopJkt: string }> {
  const { host, client, dpop, method, url, now } = request
  const algs = dpopAlgs(isHighSecurity(host, client))
  const dpopJkt = await checkProof({ host, dpop, method, url, now, algs, accessToken: null, refuse: invalidProof })
  return { dpopJkt }
}

/** RFC 9449 5. */
export function invalidProof(description: string, hint: RefusalHint): OAuthError {
  return new OAuthError('invalid_dpop_proof', description, { hint })
}
