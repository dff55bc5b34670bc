import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** A key pair that lives as long as a test. */
export interface TestKey {
  readonly alg: string
  readonly jwk: JWK
  readonly jkt: string
  sign(header: Readonly<Record<string, unknown>>, claims: Readonly<Record<string, unknown>>): Promise<string>
}

export async function createTestKey(alg: string): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(publicKey)
  return {
    alg,
    jwk,
    jkt: await calculateJwkThumbprint(jwk),
    sign: (header, claims) => new SignJWT({ ...claims }).setProtectedHeader({ alg, ...header }).sign(privateKey),
  }
}
