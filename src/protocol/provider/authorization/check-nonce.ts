import { hasControlCharacter, parameter } from '../parameters.ts'
import type { ResponseTypeFacts } from './check-response-type.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/**
 * `nonce` is needed where an ID token comes through the browser, and optional elsewhere. OpenID Connect Core 3.1.2.1,
 * 3.2.2.1 and 3.3.2.11.
 */
export function checkNonce({
  params,
  givesIdToken,
}: Pick<AuthorizationRequest, 'params'> & Pick<ResponseTypeFacts, 'givesIdToken'>): { nonce: string | null } {
  const nonce = parameter(params, 'nonce')
  if (nonce === null && givesIdToken) {
    const description = 'nonce is missing; a response_type with id_token needs it'
    throw refusal('invalid_request', description, 'nonce_missing', { expected: 'nonce' })
  }
  if (nonce !== null && hasControlCharacter(nonce)) {
    throw refusal('invalid_request', 'nonce contains control characters', 'nonce_characters')
  }
  return { nonce }
}
