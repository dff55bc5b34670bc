import { OAuthError, type RefusalHint } from '../errors.ts'

/** RFC 6749 5.2: a code or a refresh token that is no good, for the reason that staff find under `rule`. */
export function invalidGrant(rule: string, description: string, facts: Omit<RefusalHint, 'rule'> = {}): OAuthError {
  return new OAuthError('invalid_grant', description, { hint: { rule, ...facts } })
}
