import type { Scope } from './types.ts'

/** OpenID Connect Core 5.4 and 11; `memberships` is our own. */
export const SUPPORTED_SCOPES = [
  'openid',
  'profile',
  'email',
  'phone',
  'address',
  'offline_access',
  'memberships',
] as const satisfies readonly Scope[]

/** The scopes that were asked for, are known here and may be given to the client; unknown ones are ignored (RFC 6749 3.3). */
export function grantedScopes(requested: string, allowed: readonly Scope[]): Scope[] {
  const words = requested.split(' ')
  return SUPPORTED_SCOPES.filter((scope) => words.includes(scope) && allowed.includes(scope))
}
