import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { ALGORITHMS } from '../types.ts'

/** A private key for each algorithm, of the same kinds and sizes that Foyer uses. */
export async function generateKeys(): Promise<JWK[]> {
  return Promise.all(
    ALGORITHMS.map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 })
      return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: alg }
    }),
  )
}

/** The part of a key that applications may see. */
export function publicPart({ kty, alg, use, kid, n, e, crv, x, y }: JWK): Record<string, unknown> {
  return { kty, alg, use, kid, n, e, crv, x, y }
}
