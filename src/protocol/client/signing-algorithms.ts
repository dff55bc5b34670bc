/** Signatures that are checked with a public key of the provider, RFC 7518 and RFC 8037. Never `none`, never a shared secret. */
export const SIGNING_ALGORITHMS: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

export function isAccepted(algorithm: string): boolean {
  return SIGNING_ALGORITHMS.includes(algorithm)
}

/** Those that a provider lists and we accept; RS256 when it lists none (OpenID Connect Core 3.1.3.7). */
export function acceptedOf(listed: readonly string[] | undefined): string[] {
  return (listed && listed.length > 0 ? listed : ['RS256']).filter(isAccepted)
}
