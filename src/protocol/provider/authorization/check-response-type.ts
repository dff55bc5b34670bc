import { AuthorizationRedirectError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import { isOneOf, SUPPORTED_RESPONSE_TYPES, type SupportedResponseType } from '../supported.ts'
import type { ProviderClient } from '../types.ts'
import type { AuthorizationRequest } from './types.ts'

/** The response type must be supported, its words in any order, and registered for the client. RFC 6749 3.1.1. */
export function checkResponseType({
  params,
  client,
}: Pick<AuthorizationRequest, 'params'> & { client: ProviderClient }): { responseType: SupportedResponseType } {
  const requested = parameter(params, 'response_type')
  if (requested === null) throw new AuthorizationRedirectError('invalid_request', 'response_type is missing')
  const responseType = requested.split(' ').sort().join(' ')
  if (!isOneOf(SUPPORTED_RESPONSE_TYPES, responseType)) {
    throw new AuthorizationRedirectError('unsupported_response_type', 'This response_type is not supported')
  }
  if (!client.responseTypes.includes(responseType) || !client.grantTypes.includes('authorization_code')) {
    throw new AuthorizationRedirectError('unauthorized_client', 'This response_type is not registered for the client')
  }
  return { responseType }
}
