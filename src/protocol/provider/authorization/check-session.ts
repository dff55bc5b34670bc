import { AuthorizationRedirectError } from '../errors.ts'
import type { Session } from '../types.ts'
import type { LoginReason } from './types.ts'
import { isFresh, type LoginFacts, whyLogin } from './why-login.ts'

/**
 * Says who answers, or why a login is needed first. Where none may be asked for (`prompt=none`), or where the login
 * just made is another person's than `id_token_hint` names, the client is told. OpenID Connect Core 3.1.2.1, 3.1.2.6.
 */
export function checkSession(facts: LoginFacts): { login: LoginReason } | { login: null; session: Session } {
  const login = whyLogin(facts)
  if (login === null && facts.session) return { login, session: facts.session }
  if (facts.prompts.includes('none')) {
    throw new AuthorizationRedirectError('login_required', 'The person has to log in, and prompt=none forbids to ask')
  }
  if (login === 'other_subject' && isFresh(facts)) {
    throw new AuthorizationRedirectError('login_required', 'Another person logged in than id_token_hint names')
  }
  return { login: login ?? 'no_session' }
}
