import { hash } from 'node:crypto'

/**
 * `at_hash` and `c_hash`: the left half of the hash that belongs to the signature algorithm, base64url. Ed25519 has SHA-512.
 * OpenID Connect Core 3.1.3.6.
 * @param algorithm as in the header of the ID token, e.g. `RS256`
 */
export function leftHalfHash(value: string, algorithm: string): string {
  const digest = hash(digestOf(algorithm), value, 'buffer')
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

function digestOf(algorithm: string): string {
  if (algorithm.endsWith('512') || algorithm.startsWith('Ed')) return 'sha512'
  return algorithm.endsWith('384') ? 'sha384' : 'sha256'
}
