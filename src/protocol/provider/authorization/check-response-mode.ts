import { AuthorizationRedirectError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import { isOneOf, type ResponseMode, SUPPORTED_RESPONSE_MODES } from '../supported.ts'
import type { AuthorizationRequest } from './types.ts'

/** The response mode, `query` unless another is asked for. OAuth 2.0 Multiple Response Types 2.1. */
export function checkResponseMode({ params }: Pick<AuthorizationRequest, 'params'>): { responseMode: ResponseMode } {
  const responseMode = parameter(params, 'response_mode') ?? 'query'
  if (!isOneOf(SUPPORTED_RESPONSE_MODES, responseMode)) {
    throw new AuthorizationRedirectError('invalid_request', 'This response_mode is not supported')
  }
  return { responseMode }
}
