import { OAuthError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import { isOneOf, SUPPORTED_GRANT_TYPES } from '../supported.ts'
import type { ProviderClient } from '../types.ts'
import type { TokenRequest } from './types.ts'

export type SupportedGrantType = (typeof SUPPORTED_GRANT_TYPES)[number]

/** The grant type must be supported and registered for the client. RFC 6749 5.2. */
export function checkGrantType({ params, client }: Pick<TokenRequest, 'params'> & { client: ProviderClient }): {
  grantType: SupportedGrantType
} {
  const grantType = parameter(params, 'grant_type')
  if (grantType === null) throw new OAuthError('invalid_request', 'grant_type is missing')
  if (!isOneOf(SUPPORTED_GRANT_TYPES, grantType)) {
    throw new OAuthError('unsupported_grant_type', `grant_type must be ${SUPPORTED_GRANT_TYPES.join(' or ')}`)
  }
  if (!client.grantTypes.includes(grantType)) {
    throw new OAuthError('unauthorized_client', `The client is not registered for grant_type ${grantType}`)
  }
  return { grantType }
}
