import { createHash } from 'node:crypto'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import type { Algorithm } from '../types.ts'
import type { Endpoints } from './discovery.ts'
import type { FlowOutcome } from './flow.ts'

export interface ExpectedToken {
  readonly algorithm: Algorithm
  readonly clientId: string
  readonly subject: string
}

/** Verifies an ID token as an application must: OpenID Connect Core 3.1.3.7. Throws when anything is wrong. */
export async function verifyIdToken(outcome: FlowOutcome, endpoints: Endpoints, expected: ExpectedToken) {
  const keys = createLocalJWKSet((await (await fetch(endpoints.jwksUri)).json()) as JSONWebKeySet)
  const { payload } = await jwtVerify(outcome.idToken, keys, {
    issuer: endpoints.issuer,
    audience: expected.clientId,
    algorithms: [expected.algorithm],
    subject: expected.subject,
    requiredClaims: ['exp', 'iat', 'nonce'],
  })
  if (payload.nonce !== outcome.nonce) throw new Error('the ID token carries another nonce')
  const atHash = createHash('sha256').update(outcome.accessToken).digest().subarray(0, 16).toString('base64url')
  if (payload.at_hash !== undefined && payload.at_hash !== atHash)
    throw new Error('the ID token carries another at_hash')
}
