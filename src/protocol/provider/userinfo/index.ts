import { type JsonAnswer, NO_STORE } from '../answer.ts'
import { type SubjectClaims, subjectClaims } from '../claims.ts'
import { Steps } from '../steps.ts'
import { checkClient } from './check-client.ts'
import { findGrant } from './find-grant.ts'
import { readAccessToken } from './read-access-token.ts'
import type { UserinfoRequest } from './types.ts'

const steps = Steps.from<UserinfoRequest>().step(readAccessToken).step(findGrant).step(checkClient)

/**
 * Answers a userinfo request: OpenID Connect Core 5.3.
 * @throws OAuthError to be answered with `errorAnswer`
 */
export async function userinfo(request: UserinfoRequest): Promise<JsonAnswer<SubjectClaims>> {
  const { grant, scopes } = await steps.run(request)
  return { status: 200, headers: NO_STORE, body: subjectClaims(grant.subject, grant.profile, scopes) }
}
