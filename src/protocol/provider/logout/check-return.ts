import { parameter } from '../parameters.ts'
import type { LogoutClient, LogoutProblem, LogoutRequest, ReturnTarget } from './types.ts'

/**
 * `post_logout_redirect_uri` must be one that the app registered, letter by letter; `state` goes back with it. Without an app
 * that is known the browser is sent nowhere. RP-Initiated Logout 1.0, 2 and 3.
 */
export function checkReturn({ params, client, problem }: Pick<LogoutRequest, 'params'> & LogoutClient): {
  readonly returnTo: ReturnTarget | null
  readonly problem: LogoutProblem | null
} {
  const uri = parameter(params, 'post_logout_redirect_uri')
  if (problem !== null && problem !== 'client_unknown') return { returnTo: null, problem }
  if (uri === null) return { returnTo: null, problem: null }
  if (!client) return { returnTo: null, problem: problem ?? 'client_missing' }
  if (!client.postLogoutRedirectUris.includes(uri)) return { returnTo: null, problem: 'return_unknown' }
  return { returnTo: { uri, state: parameter(params, 'state') }, problem: null }
}
