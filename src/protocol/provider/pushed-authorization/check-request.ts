import { checkPushedAuthorization } from '../authorization/index.ts'
import type { PushedAuthorization } from '../authorization/types.ts'
import { AuthorizationPageError, OAuthError } from '../errors.ts'

/**
 * A request that is pushed keeps the rules of the authorization endpoint, as far as they need no person. Nobody is there to be
 * shown a page, so everything is told to the client. RFC 9126 2.1 and 2.3.
 */
export async function checkRequest(pushed: PushedAuthorization): Promise<{ asked: URLSearchParams }> {
  try {
    return { asked: await checkPushedAuthorization(pushed) }
  } catch (error) {
    if (!(error instanceof AuthorizationPageError)) throw error
    throw new OAuthError(error.code, error.description, error.hint ? { hint: error.hint } : {})
  }
}
