import { parameter } from '../parameters.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/** A client that describes itself in its request must be refused by name, not ignored. OpenID Connect Core 3.1.2.6 and 7.2.1. */
export function refuseRegistration({ params }: Pick<AuthorizationRequest, 'params'>): void {
  if (parameter(params, 'registration') === null) return
  throw refusal('registration_not_supported', 'The parameter registration is not supported', 'registration_parameter')
}
