import { hash } from 'node:crypto'
import type { ProviderClient, SessionKey } from './types.ts'

/** Claims that are in ID tokens besides the subject's own, for the discovery document. */
export const PROTOCOL_CLAIMS = ['iss', 'sub', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'at_hash', 'azp', 'sid', 'amr']

export interface IdTokenFacts {
  readonly issuer: string
  readonly client: ProviderClient
  readonly subject: string
  readonly sid: SessionKey | null
  readonly amr: readonly string[]
  /** In ms, as is `now`. */
  readonly authTime: number
  readonly now: number
  readonly nonce: string | null
  /** Issued together with the ID token. */
  readonly accessToken: string
}

/** OpenID Connect Core 2 and 3.1.3.6; `sid` of OpenID Connect Front-Channel Logout 3. Times become seconds. */
export interface IdTokenClaims {
  readonly iss: string
  readonly sub: string
  readonly aud: string
  readonly azp: string
  readonly exp: number
  readonly iat: number
  readonly auth_time: number
  readonly at_hash: string
  readonly nonce?: string
  readonly sid?: string
  readonly amr?: readonly string[]
}

export function idTokenClaims(facts: IdTokenFacts): IdTokenClaims {
  const iat = Math.floor(facts.now / 1000)
  return {
    iss: facts.issuer,
    sub: facts.subject,
    aud: facts.client.clientId,
    azp: facts.client.clientId,
    exp: iat + facts.client.idTokenLifetimeS,
    iat,
    auth_time: Math.floor(facts.authTime / 1000),
    ...(facts.nonce !== null && { nonce: facts.nonce }),
    at_hash: leftHalfHash(facts.accessToken),
    ...(facts.sid !== null && { sid: facts.sid }),
    ...(facts.amr.length > 0 && { amr: facts.amr }),
  }
}

/** `at_hash` and `c_hash` for RS256 and ES256: the left half of SHA-256, base64url. */
export function leftHalfHash(value: string): string {
  return hash('sha256', value, 'buffer').subarray(0, 16).toString('base64url')
}
