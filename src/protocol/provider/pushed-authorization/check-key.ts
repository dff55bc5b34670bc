import { invalidProof } from '../dpop/prove-key.ts'
import { parameter } from '../parameters.ts'

/** A proof that comes with a pushed request is made with the key that the request names. RFC 9449 10.1. */
export function checkKey({ asked, dpopJkt }: { asked: URLSearchParams; dpopJkt: string | null }): void {
  const named = parameter(asked, 'dpop_jkt')
  if (dpopJkt === null || named === null || named === dpopJkt) return
  const hint = { rule: 'dpop_key_differs', expected: named, sent: dpopJkt }
  throw invalidProof('dpop_jkt is not the key of the DPoP proof', hint)
}
