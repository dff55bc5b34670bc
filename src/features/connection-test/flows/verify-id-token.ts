import { hash } from 'node:crypto'
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose'
import { keySet } from '../../../protocol/keys/key-set.ts'
import type { TestApp } from '../host/test-app.ts'
import type { Notes } from '../step.ts'

interface Expected {
  readonly nonce: string | null
  /** Issued together with the ID token; null when there was none. */
  readonly accessToken: string | null
  readonly code: string | null
  /** Only for the token of the token endpoint `at_hash` may be left out. */
  readonly isFront: boolean
}

const decoder = new TextDecoder()

/** Checks an ID token as an app has to: OpenID Connect Core 3.1.3.7, 3.2.2.11 and 3.3.2.12. Answers its claims. */
export async function verifyIdToken(
  app: TestApp,
  idToken: string,
  expected: Expected,
  notes: Notes,
): Promise<Record<string, unknown>> {
  const { host, client } = app
  const { alg = '', kid = '' } = decodeProtectedHeader(idToken)
  const keys = keySet(await host.keys.publicKeys())
  const document: JSONWebKeySet = { keys: [...keys.keys] }
  const { payload } = await compactVerify(idToken, createLocalJWKSet(document))
  const claims = JSON.parse(decoder.decode(payload)) as Record<string, unknown>
  const { iss, aud, azp, exp, iat, nonce, at_hash, c_hash, sub } = claims
  notes.answered(JSON.stringify({ alg, kid }), JSON.stringify(claims, null, 2))
  notes.found(true, 'signature', { alg, kid: kid.slice(0, 8) })
  notes.found(alg === client.idTokenAlg, 'alg', { alg: client.idTokenAlg })
  notes.found(iss === host.issuer, 'iss', { value: String(iss) })
  notes.found(aud === client.clientId && azp === client.clientId, 'aud', { value: String(aud) })
  notes.found(typeof sub === 'string' && sub !== '', 'sub', { value: String(sub) })
  const nowS = app.now() / 1000
  const livesS = typeof exp === 'number' && typeof iat === 'number' ? exp - iat : Number.NaN
  const isInTime = typeof exp === 'number' && exp > nowS && typeof iat === 'number' && iat <= nowS + 5
  notes.found(isInTime && livesS === client.idTokenLifetimeS, 'exp', { seconds: livesS })
  if (expected.nonce !== null) notes.found(nonce === expected.nonce, 'nonce')
  checkHash('at_hash', at_hash, expected.accessToken)
  checkHash('c_hash', c_hash, expected.isFront ? expected.code : null)
  return claims

  function checkHash(name: string, value: unknown, of: string | null): void {
    if (of !== null && (expected.isFront || value !== undefined))
      notes.found(value === halfHash(alg, of), 'hash', { name })
  }
}

/** The left half of the hash that belongs to the algorithm. OpenID Connect Core 3.1.3.6. */
function halfHash(alg: string, value: string): string {
  const digest = hash(alg === 'EdDSA' ? 'sha512' : 'sha256', value, 'buffer')
  return digest.subarray(0, digest.length / 2).toString('base64url')
}
