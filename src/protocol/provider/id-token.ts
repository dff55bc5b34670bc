import { leftHalfHash } from '../keys/left-half-hash.ts'
import type { SigningAlg } from '../keys/types.ts'
import type { ClaimRequest, ClaimsRequest } from './subject-types.ts'
import type { Acr } from './supported.ts'
import type { ProviderClient, SessionKey } from './types.ts'

/** Claims that are in ID tokens besides the person's own, for the discovery document. */
export const PROTOCOL_CLAIMS = [
  'iss',
  'sub',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'nonce',
  'c_hash',
  'at_hash',
  'azp',
  'sid',
  'acr',
  'amr',
] as const

export interface IdTokenFacts {
  readonly issuer: string
  readonly client: ProviderClient
  /** What the token will be signed with, because the hashes depend on it. */
  readonly alg: SigningAlg
  readonly subject: string
  readonly sid: SessionKey | null
  readonly amr: readonly string[]
  /** In ms, as is `now`. */
  readonly authTime: number
  readonly now: number
  readonly nonce: string | null
  /** Issued together with the ID token. */
  readonly code: string | null
  readonly accessToken: string | null
  /** The `claims` parameter of the request. */
  readonly asked: ClaimsRequest | null
  /** Claims about the person; none of them replaces one of the protocol. */
  readonly profile?: Readonly<Record<string, unknown>>
}

/** OpenID Connect Core 2, 3.1.3.6 and 3.3.2.11; `sid` of Front-Channel Logout 3. Times become seconds. */
export interface IdTokenClaims {
  readonly iss: string
  readonly sub: string
  readonly aud: string
  readonly azp: string
  readonly exp: number
  readonly iat: number
  readonly auth_time: number
  readonly acr: Acr
  readonly c_hash?: string
  readonly at_hash?: string
  readonly nonce?: string
  readonly sid?: string
  readonly amr?: readonly string[]
}

export function idTokenClaims(facts: IdTokenFacts): IdTokenClaims {
  const { client, alg, code, accessToken, nonce, sid, amr, asked, profile } = facts
  const iat = Math.floor(facts.now / 1000)
  return {
    ...profile,
    iss: facts.issuer,
    sub: facts.subject,
    aud: client.clientId,
    azp: client.clientId,
    exp: iat + client.idTokenLifetimeS,
    iat,
    auth_time: Math.floor(facts.authTime / 1000),
    acr: acrOf(amr, asked?.id_token.acr),
    ...(nonce !== null && { nonce }),
    ...(code !== null && { c_hash: leftHalfHash(code, alg) }),
    ...(accessToken !== null && { at_hash: leftHalfHash(accessToken, alg) }),
    ...(sid !== null && { sid }),
    ...(amr.length > 0 && { amr }),
  }
}

/**
 * How the login was made: `2` with more than one factor, else `1`. Whoever made the stronger login has made the weaker one,
 * too, so that is what a client hears that asked for nothing else. OpenID Connect Core 2 and 5.5.1.1.
 */
export function acrOf(amr: readonly string[], asked?: ClaimRequest | null): Acr {
  if (!amr.includes('mfa')) return '1'
  const wanted = wantedValues(asked)
  return wanted.includes('1') && !wanted.includes('2') ? '1' : '2'
}

/** The values that a claim was asked for with, OpenID Connect Core 5.5.1; empty when any will do. */
export function wantedValues(asked: ClaimRequest | null | undefined): readonly unknown[] {
  if (!asked) return []
  return asked.values ?? (asked.value === undefined ? [] : [asked.value])
}
