import type { Prompt } from '../supported.ts'
import type { Session } from '../types.ts'
import type { AuthorizationRequest, LoginReason } from './types.ts'

export interface LoginFacts
  extends Pick<AuthorizationRequest, 'session' | 'now' | 'reauthenticatedAfter' | 'hasChosenAccount'> {
  readonly prompts: readonly Prompt[]
  readonly maxAgeMs: number | null
  /** Who is logged in, in the name that the client knows, like the two that follow. */
  readonly subject: string | null
  /** The person that `id_token_hint` names, or null. */
  readonly hintedSubject: string | null
  /** The persons that `claims` names; null when it names nobody. */
  readonly wantedSubjects: readonly unknown[] | null
}

type SessionFacts = LoginFacts & { readonly session: Session }

/** Reasons to ask for a login although there is a session, OpenID Connect Core 3.1.2.1 and 5.5.1; the first that applies counts. */
const REASONS: readonly (readonly [LoginReason, (facts: SessionFacts) => boolean])[] = [
  ['create', (facts) => facts.prompts.includes('create') && !isFresh(facts)],
  ['prompt_login', (facts) => facts.prompts.includes('login') && !isFresh(facts)],
  ['select_account', (facts) => facts.prompts.includes('select_account') && !facts.hasChosenAccount && !isFresh(facts)],
  ['max_age', (facts) => isTooOld(facts) && !isFresh(facts)],
  ['other_subject', ({ hintedSubject, subject }) => hintedSubject !== null && hintedSubject !== subject],
  ['other_subject', ({ wantedSubjects, subject }) => wantedSubjects !== null && !wantedSubjects.includes(subject)],
]

/** Why the person has to log in before this request can be answered, or null when the session will do. */
export function whyLogin(facts: LoginFacts): LoginReason | null {
  if (!hasSession(facts)) return facts.prompts.includes('create') ? 'create' : 'no_session'
  return REASONS.find(([, applies]) => applies(facts))?.[0] ?? null
}

function hasSession(facts: LoginFacts): facts is SessionFacts {
  return facts.session !== null
}

/** The person logged in since this very request asked for it. */
export function isFresh({ session, reauthenticatedAfter }: LoginFacts): boolean {
  return session !== null && reauthenticatedAfter !== undefined && session.authTime >= reauthenticatedAfter
}

function isTooOld({ session, now, maxAgeMs }: SessionFacts): boolean {
  return maxAgeMs !== null && (maxAgeMs === 0 || now - session.authTime > maxAgeMs)
}
