import type { Session } from '../types.ts'
import { refusal } from './refusal.ts'
import type { LoginReason } from './types.ts'
import { isFresh, type LoginFacts, whyLogin } from './why-login.ts'

/** Who answers the request. */
export interface Answering {
  readonly session: Session
  /** In the name that the client knows. */
  readonly subject: string
}

/**
 * Says who answers, or why a login is needed first. Where none may be asked for (`prompt=none`), or where the login
 * just made is another person's than the client wants, the client is told. OpenID Connect Core 3.1.2.1, 3.1.2.6 and 5.5.1.
 */
export function checkSession(facts: LoginFacts): { login: LoginReason } | ({ login: null } & Answering) {
  const { session, subject } = facts
  const login = whyLogin(facts)
  if (login === null && session && subject !== null) return { login, session, subject }
  if (facts.prompts.includes('none')) {
    const description = 'The person has to log in, and prompt=none forbids to ask'
    throw refusal('login_required', description, 'login_required', { expected: login, sent: 'prompt=none' })
  }
  if (login === 'other_subject' && isFresh(facts)) {
    const description = 'Another person logged in than id_token_hint or claims names'
    throw refusal('login_required', description, 'other_subject')
  }
  return { login: login ?? 'no_session' }
}
