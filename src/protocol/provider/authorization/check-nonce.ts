import { AuthorizationRedirectError } from '../errors.ts'
import { hasControlCharacter, parameter } from '../parameters.ts'
import type { AuthorizationRequest } from './types.ts'

/** `nonce` is optional where no ID token comes through the browser. OpenID Connect Core 3.1.2.1. */
export function checkNonce({ params }: Pick<AuthorizationRequest, 'params'>): { nonce: string | null } {
  const nonce = parameter(params, 'nonce')
  if (nonce !== null && hasControlCharacter(nonce)) {
    throw new AuthorizationRedirectError('invalid_request', 'nonce contains control characters')
  }
  return { nonce }
}
