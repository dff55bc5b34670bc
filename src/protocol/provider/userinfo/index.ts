import { Steps } from '../../steps.ts'
import { type JsonAnswer, NO_STORE } from '../answer.ts'
import { askedClaims, type SubjectClaims, subjectClaims } from '../claims.ts'
import { checkBinding } from './check-binding.ts'
import { checkClient } from './check-client.ts'
import { findGrant } from './find-grant.ts'
import { readAccessToken } from './read-access-token.ts'
import { signedAnswer } from './signed-answer.ts'
import type { UserinfoRequest } from './types.ts'

const steps = Steps.from<UserinfoRequest>().step(readAccessToken).step(findGrant).step(checkClient).step(checkBinding)

/**
 * Answers a userinfo request: OpenID Connect Core 5.3. The body is the claims, or a text when they are signed; then the
 * headers say `application/jwt`.
 * @throws OAuthError to be answered with `errorAnswer`
 */
export async function userinfo(request: UserinfoRequest): Promise<JsonAnswer<SubjectClaims | string>> {
  const { host, grant, client, scopes } = await steps.run(request)
  const names = grant.claims ? askedClaims(grant.claims.userinfo, client.allowedScopes) : []
  const claims = subjectClaims(grant.subject, grant.profile, scopes, names)
  if (client.userinfoAlg !== null) return signedAnswer(host, client, client.userinfoAlg, claims)
  return { status: 200, headers: NO_STORE, body: claims }
}
