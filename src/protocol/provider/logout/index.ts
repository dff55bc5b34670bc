import { Steps } from '../../steps.ts'
import { checkParameters } from './check-parameters.ts'
import { checkReturn } from './check-return.ts'
import { findClient } from './find-client.ts'
import { readHint } from './read-hint.ts'
import type { LogoutRequest, LogoutWish } from './types.ts'

/** The order in which a logout request is read. */
const understand = Steps.from<LogoutRequest>().step(checkParameters).step(readHint).step(findClient).step(checkReturn)

/**
 * Reads a logout request: RP-Initiated Logout 1.0, section 2. It changes nothing; `decideLogout` says what to do.
 * @throws OAuthError when the request makes no sense
 */
export async function readLogoutRequest(request: LogoutRequest): Promise<LogoutWish> {
  const { client, token, returnTo, problem } = await understand.run(request)
  const hint = token === null || token === 'invalid' ? null : { subject: token.subject, sid: token.sid }
  return { client: client?.id ?? null, hint, returnTo, problem }
}
