import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import type { ResponseTypeFacts } from './check-response-type.ts'
import type { Pushed } from './find-pushed-request.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

export interface DpopKeyFacts extends Pick<AuthorizationRequest, 'params'>, Pick<ResponseTypeFacts, 'givesToken'> {
  readonly client: ProviderClient
  readonly pushed: Pushed | null
}

/**
 * The key that the code is bound to: `dpop_jkt`, or the one that was proved when the request was pushed. A token that comes
 * through the browser cannot be bound. RFC 9449 10 and 10.1.
 */
export function checkDpopKey({ params, client, pushed, givesToken }: DpopKeyFacts): { dpopJkt: string | null } {
  const sent = parameter(params, 'dpop_jkt')
  if (sent !== null && !/^[A-Za-z0-9_-]{43}$/.test(sent)) {
    const description = 'dpop_jkt must be the SHA-256 thumbprint of a key in base64url: 43 characters'
    throw refusal('invalid_request', description, 'dpop_jkt_form', { expected: '43 characters', sent })
  }
  const proved = pushed?.dpopJkt ?? null
  if (sent !== null && proved !== null && sent !== proved) {
    const description = 'dpop_jkt is not the key that the pushed request proved'
    throw refusal('invalid_request', description, 'dpop_jkt_differs', { expected: proved, sent })
  }
  const dpopJkt = sent ?? proved
  if (givesToken && (client.requiresDpop || dpopJkt !== null)) {
    const description = 'A token that comes through the browser cannot be bound to a key: use response_type=code'
    throw refusal('invalid_request', description, 'dpop_front_token', { expected: 'code' })
  }
  return { dpopJkt }
}
