import { AuthorizationRedirectError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import type { AuthorizationRequest } from './types.ts'

/** `max_age` is a whole number of seconds. OpenID Connect Core 3.1.2.1. */
export function checkMaxAge({ params }: Pick<AuthorizationRequest, 'params'>): { maxAgeMs: number | null } {
  const maxAge = parameter(params, 'max_age')
  if (maxAge === null) return { maxAgeMs: null }
  if (!/^\d{1,10}$/.test(maxAge)) {
    throw new AuthorizationRedirectError('invalid_request', 'max_age must be a whole number of seconds, 0 or more')
  }
  return { maxAgeMs: Number(maxAge) * 1000 }
}
