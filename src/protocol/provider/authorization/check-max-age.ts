import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/**
 * `max_age` is a whole number of seconds; a request without it has the one that the client is registered with. OpenID Connect
 * Core 3.1.2.1, `default_max_age` of Dynamic Client Registration 2.
 */
export function checkMaxAge({ params, client }: Pick<AuthorizationRequest, 'params'> & { client: ProviderClient }): {
  maxAgeMs: number | null
} {
  const sent = parameter(params, 'max_age')
  if (sent === null) return { maxAgeMs: client.defaultMaxAgeS === null ? null : client.defaultMaxAgeS * 1000 }
  if (!/^\d{1,10}$/.test(sent)) {
    const facts = { expected: 'seconds, for example 3600', sent }
    throw refusal('invalid_request', 'max_age must be a whole number of seconds, 0 or more', 'max_age', facts)
  }
  return { maxAgeMs: Number(sent) * 1000 }
}
