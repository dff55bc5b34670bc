import { checkProof } from '../dpop/check-proof.ts'
import { dpopAlgs } from '../dpop/dpop-algs.ts'
import type { RefusalHint } from '../errors.ts'
import type { AccessGrant } from '../grant-types.ts'
import { isHighSecurity } from '../high-security.ts'
import type { ProviderClient } from '../types.ts'
import { dpopError } from './bearer-error.ts'
import type { SentToken, UserinfoRequest } from './types.ts'

export interface BoundRequest extends Omit<UserinfoRequest, 'params'>, SentToken {
  readonly grant: AccessGrant
  readonly client: ProviderClient
}

/**
 * A token that is bound to a key is good with a proof of that key only, and no other token is sent with the scheme DPoP.
 * RFC 9449 7.1 and 7.2. Answers at once for a bearer token.
 */
export function checkBinding(request: BoundRequest): Promise<undefined> | undefined {
  const { host, grant, scheme, dpop } = request
  const isBound = grant.dpopJkt !== null
  if (scheme === 'Bearer' && !isBound) return
  const refuse = (rule: string, description: string) => dpopError(host.issuer, 'invalid_token', description, { rule })
  if (scheme === 'Bearer') {
    throw refuse('access_token_is_bound', 'The access token is bound to a key: it has to be sent with the scheme DPoP')
  }
  if (!isBound) {
    throw refuse(
      'access_token_is_bearer',
      'The access token is not bound to a key: it has to be sent with the scheme Bearer',
    )
  }
  if (dpop === null) {
    throw dpopError(host.issuer, 'invalid_dpop_proof', 'The DPoP proof is missing', { rule: 'dpop_proof_missing' })
  }
  return prove({ ...request, dpop })
}

async function prove(request: BoundRequest & { dpop: string }): Promise<undefined> {
  const { host, client, grant, dpop, method, url, now, accessToken } = request
  const jkt = await checkProof({
    host,
    dpop,
    method,
    url,
    now,
    accessToken,
    algs: dpopAlgs(isHighSecurity(host, client)),
    refuse: (description: string, hint: RefusalHint) => dpopError(host.issuer, 'invalid_dpop_proof', description, hint),
  })
  if (jkt === grant.dpopJkt) return
  const description = 'The access token is bound to another key than the one of the DPoP proof'
  throw dpopError(host.issuer, 'invalid_token', description, { rule: 'dpop_key_differs' })
}
