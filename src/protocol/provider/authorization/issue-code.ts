import { hashHandle, newCode } from '../handles.ts'
import type { ProviderClient, Session } from '../types.ts'
import type { AuthorizationRequest } from './types.ts'

/** RFC 6749 4.1.2: a code lives ten minutes at most. */
const LONGEST_LIFETIME_S = 600

export interface CodeFacts extends Pick<AuthorizationRequest, 'host' | 'now'> {
  readonly client: ProviderClient
  readonly session: Session
  readonly redirectUri: string
  readonly scope: string
  readonly nonce: string | null
  readonly codeChallenge: string | null
}

/** Issues a code of 256 random bits, bound to client, person, redirect URI, scope, nonce and challenge. RFC 6749 4.1.2. */
export async function issueCode(facts: CodeFacts): Promise<{ code: string }> {
  const { host, client, session, redirectUri, scope, nonce, codeChallenge, now } = facts
  const code = newCode(host.random, now)
  await host.grants.issue({
    client: client.id,
    session,
    codeHash: hashHandle(code),
    codeExpiresAt: now + Math.min(client.codeLifetimeS, LONGEST_LIFETIME_S) * 1000,
    redirectUri,
    scope,
    nonce,
    codeChallenge,
    issuedAt: now,
  })
  return { code }
}
