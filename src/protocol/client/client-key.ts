import { importJWK, type JWK } from 'jose'
import type { PrivateKey } from 'openid-client'
import { z } from 'zod'

const privateJwk = z.looseObject({
  kty: z.enum(['RSA', 'EC', 'OKP']),
  alg: z.string().regex(/^(RS|PS|ES)(256|384|512)$|^Ed(DSA|25519)$/),
  kid: z.string().optional(),
  d: z.string().min(1),
})

/** The members of a JSON Web Key that everybody may know, RFC 7518 section 6. */
const PUBLIC_MEMBERS: readonly string[] = ['kty', 'alg', 'kid', 'use', 'crv', 'x', 'y', 'n', 'e']

/** A private JSON Web Key of RFC 7517 that names its algorithm, or null. */
export function parseClientKey(text: string): JWK | null {
  try {
    return privateJwk.parse(JSON.parse(text)) as JWK
  } catch {
    return null
  }
}

/** The key with which the client signs its assertions. @throws TypeError when it cannot be used */
export async function importClientKey(text: string): Promise<PrivateKey> {
  const jwk = parseClientKey(text)
  const key = jwk && (await importJWK(jwk))
  if (jwk === null || !(key instanceof CryptoKey)) throw new TypeError('client_key is not a private key')
  return jwk.kid === undefined ? { key } : { key, kid: jwk.kid }
}

/** What the provider needs to check the client's signatures: its keys without the private part. */
export function publicKeysOf(text: string): { readonly keys: readonly JWK[] } {
  const jwk = parseClientKey(text)
  if (jwk === null) return { keys: [] }
  const members = Object.entries(jwk).filter(([name]) => PUBLIC_MEMBERS.includes(name))
  return { keys: [Object.fromEntries(members) as JWK] }
}
