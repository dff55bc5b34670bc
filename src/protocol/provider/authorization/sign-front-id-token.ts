import { askedClaims, profileClaims } from '../claims.ts'
import { idTokenClaims } from '../id-token.ts'
import type { ClaimsRequest } from '../subject-types.ts'
import type { ProviderClient, Scope } from '../types.ts'
import type { ResponseTypeFacts } from './check-response-type.ts'
import type { Answering } from './check-session.ts'
import type { AuthorizationRequest } from './types.ts'

export interface IdTokenFacts extends Pick<AuthorizationRequest, 'host' | 'now'>, ResponseTypeFacts, Answering {
  readonly client: ProviderClient
  readonly scope: string
  readonly claims: ClaimsRequest | null
  readonly nonce: string | null
}

/**
 * The ID token that comes through the browser. It holds what the scopes give only where no access token could fetch it, and
 * what `claims` asks for by name. OpenID Connect Core 3.2.2.10, 3.3.2.11, 5.4 and 5.5.
 */
export async function signFrontIdToken(
  facts: IdTokenFacts,
  code: string | null,
  accessToken: string | null,
): Promise<string> {
  const { host, client, session, subject, nonce, now, claims } = facts
  const alg = client.idTokenAlg
  const [signer, profile] = await Promise.all([host.keys.signer(alg), readProfile(facts)])
  const { sid, amr, authTime } = session
  const about = { issuer: host.issuer, client, alg, subject, sid, amr, authTime, now, nonce }
  return signer.sign(idTokenClaims({ ...about, code, accessToken, asked: claims, profile }))
}

async function readProfile(facts: IdTokenFacts): Promise<Readonly<Record<string, unknown>>> {
  const { host, client, session, responseType, scope, claims } = facts
  const scopes = responseType === 'id_token' ? (scope.split(' ') as Scope[]) : []
  const names = claims ? askedClaims(claims.id_token, client.allowedScopes) : []
  if (names.length === 0 && scopes.every((word) => word === 'openid')) return {}
  return profileClaims(await host.grants.profile(session.accountId), scopes, names)
}
