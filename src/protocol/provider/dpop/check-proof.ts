import type { OAuthError, RefusalHint } from '../errors.ts'
import type { ProviderHost } from '../provider-host.ts'
import { PROOF_LIFE_MS, type ProvenRequest, problemOfClaims } from './proof-claims.ts'
import { readProof } from './read-proof.ts'

export interface ProofFacts extends ProvenRequest {
  readonly host: Pick<ProviderHost, 'proofs'>
  /** The `DPoP` header. */
  readonly dpop: string
  readonly algs: readonly string[]
  readonly refuse: (description: string, hint: RefusalHint) => OAuthError
}

/** How long a used proof is remembered: until it is too old, however far ahead the clock of the client was. In ms. */
const REMEMBERED_MS = PROOF_LIFE_MS + 60_000

/**
 * Checks that whoever sent this request holds a key: the proof is signed with it, made for this request a moment ago, and
 * was not used before. RFC 9449 4.3 and 11.1.
 * @returns RFC 7638 thumbprint of the key
 * @throws OAuthError as `refuse` makes it
 */
export async function checkProof(facts: ProofFacts): Promise<string> {
  const { host, dpop, algs, refuse, now } = facts
  const proof = await readProof(dpop, algs)
  const problem = 'problem' in proof ? proof.problem : problemOfClaims(proof.claims, facts)
  if ('problem' in proof || problem !== null) throw refuse(`The DPoP proof ${problem}`, { rule: 'dpop_proof' })
  const isFirst = await host.proofs.useOnce(`dpop ${proof.jkt} ${proof.claims.jti}`, now + REMEMBERED_MS)
  if (!isFirst) {
    throw refuse('The DPoP proof was used before: each request needs one of its own', { rule: 'dpop_proof_replayed' })
  }
  return proof.jkt
}
