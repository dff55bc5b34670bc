import { isHighSecurity } from '../high-security.ts'
import { parameter } from '../parameters.ts'
import { isOneOf, type ResponseMode, SUPPORTED_RESPONSE_MODES } from '../supported.ts'
import type { ProviderClient } from '../types.ts'
import { inOrder, type ResponseTypeFacts } from './check-response-type.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

export interface ResponseModeFacts
  extends Pick<AuthorizationRequest, 'host' | 'params'>,
    Pick<ResponseTypeFacts, 'responseType'> {
  readonly client: ProviderClient
}

/**
 * The query for a code and the fragment for all else, unless another mode is asked for; tokens never go into a query.
 * OAuth 2.0 Multiple Response Types 2.1 and 5, Form Post Response Mode 2.
 */
export function checkResponseMode({ host, params, client, responseType }: ResponseModeFacts): {
  responseMode: ResponseMode
} {
  const standard = responseType === 'code' ? 'query' : 'fragment'
  const sent = parameter(params, 'response_mode')
  if (sent === null || sent === standard) return { responseMode: standard }
  if (!isOneOf(SUPPORTED_RESPONSE_MODES, sent)) {
    const expected = SUPPORTED_RESPONSE_MODES.join(', ')
    throw refusal('invalid_request', 'This response_mode is not supported', 'response_mode', { expected, sent })
  }
  if (sent === 'query') {
    const expected = 'fragment or form_post'
    const description = 'response_mode=query is for response_type=code only: tokens do not belong into a query'
    throw refusal('invalid_request', description, 'response_mode_query', { expected, sent })
  }
  if (isHighSecurity(host, client)) {
    const description = 'High security allows response_mode=query only'
    throw refusal('invalid_request', description, 'response_mode_query_only', { expected: 'query', sent })
  }
  return { responseMode: sent }
}

/**
 * Where a refusal goes before it is known what the request means: where the answer would have gone, as far as that can be
 * told. OAuth 2.0 Multiple Response Types 5.
 */
export function refusalMode(params: URLSearchParams): ResponseMode {
  const asked = params.get('response_mode') ?? ''
  const words = inOrder(params.get('response_type') ?? '').split(' ')
  const standard = words.includes('token') || words.includes('id_token') ? 'fragment' : 'query'
  return asked !== 'query' && isOneOf(SUPPORTED_RESPONSE_MODES, asked) ? asked : standard
}
