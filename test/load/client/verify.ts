import { createHash } from 'node:crypto'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import type { Algorithm } from '../types.ts'
import type { Endpoints } from './discovery.ts'

export interface ExpectedToken {
  readonly algorithm: Algorithm
  readonly clientId: string
  readonly subject: string
}

export interface SignedTokens {
  readonly idToken: string
  readonly accessToken: string
  /** null after a refresh, where it may be missing: OpenID Connect Core 12.2. */
  readonly nonce: string | null
}

/** Verifies an ID token as an application must: OpenID Connect Core 3.1.3.7. Throws when anything is wrong. */
export async function verifyIdToken(tokens: SignedTokens, endpoints: Endpoints, expected: ExpectedToken) {
  const keys = createLocalJWKSet((await (await fetch(endpoints.jwksUri)).json()) as JSONWebKeySet)
  const { payload } = await jwtVerify(tokens.idToken, keys, {
    issuer: endpoints.issuer,
    audience: expected.clientId,
    algorithms: [expected.algorithm],
    subject: expected.subject,
    requiredClaims: ['exp', 'iat'],
  })
  if (tokens.nonce !== null && payload.nonce !== tokens.nonce) throw new Error('the ID token carries another nonce')
  const atHash = createHash('sha256').update(tokens.accessToken).digest().subarray(0, 16).toString('base64url')
  if (payload.at_hash !== undefined && payload.at_hash !== atHash)
    throw new Error('the ID token carries another at_hash')
}
