import { CompactSign, importJWK } from 'jose'
import type { PrivateJwk, Signer } from './types.ts'

const encoder = new TextEncoder()

/** Imports a private key once and signs with it ever after. Throws jose's errors for a key that cannot sign. */
export async function createSigner(privateJwk: PrivateJwk): Promise<Signer> {
  const { alg, kid } = privateJwk
  const key = await importJWK(privateJwk, alg)
  return {
    alg,
    kid,
    sign: (claims, typ = 'JWT') =>
      new CompactSign(encoder.encode(JSON.stringify(claims))).setProtectedHeader({ alg, kid, typ }).sign(key),
  }
}
