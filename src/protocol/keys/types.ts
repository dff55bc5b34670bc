import type { JWK } from 'jose'

/** What tokens of an organizer are signed with. `EdDSA` is Ed25519 (RFC 8037). */
export const SIGNING_ALGS = ['RS256', 'ES256', 'EdDSA'] as const
export type SigningAlg = (typeof SIGNING_ALGS)[number]

/** A public signing key as the key set publishes it: no private part, `kid` is its RFC 7638 thumbprint. */
export type PublicJwk = JWK & { readonly kid: string; readonly alg: SigningAlg; readonly use: 'sig' }

/** A signing key with its private part. It is encrypted wherever it is stored. */
export type PrivateJwk = PublicJwk & { readonly d: string }

/** Signs JSON Web Tokens with one key. */
export interface Signer {
  readonly alg: SigningAlg
  readonly kid: string
  /**
   * Signs the claims as a compact JWT.
   * @param typ the `typ` header, `JWT` unless told otherwise
   */
  sign(claims: object, typ?: string): Promise<string>
}
