import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import type { PrivateJwk, PublicJwk, SigningAlg } from './types.ts'

/**
 * Creates a signing key: RSA with 2048 bits for RS256, P-256 for ES256, Ed25519 for EdDSA (RFC 8037). Its `kid` is the RFC 7638
 * thumbprint.
 */
export async function generateSigningKey(alg: SigningAlg): Promise<PrivateJwk> {
  const pair = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 })
  const { d, ...members } = await exportJWK(pair.privateKey)
  if (d === undefined) throw new Error(`the generated ${alg} key has no private part`)
  return { ...members, d, kid: await calculateJwkThumbprint(members), alg, use: 'sig' }
}

/** The part of a key that may be published: no member of RFC 7518 6.2.2 and 6.3.2 and RFC 8037 2 that is private stays in it. */
export function publicPart(key: PrivateJwk): PublicJwk {
  const { kid, alg, use } = key
  if (key.kty === 'EC') return { kty: 'EC', kid, alg, use, crv: `${key.crv}`, x: `${key.x}`, y: `${key.y}` }
  if (key.kty === 'RSA') return { kty: 'RSA', kid, alg, use, n: `${key.n}`, e: `${key.e}` }
  if (key.kty === 'OKP') return { kty: 'OKP', kid, alg, use, crv: `${key.crv}`, x: `${key.x}` }
  throw new Error(`a signing key of type ${key.kty} is not supported`)
}
