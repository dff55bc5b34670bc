import { OAuthError } from '../errors.ts'
import { requiredParameter } from '../odd-parameters.ts'
import { isOneOf, TOKEN_GRANT_TYPES } from '../supported.ts'
import type { ProviderClient } from '../types.ts'
import type { TokenRequest } from './types.ts'

export type TokenGrantType = (typeof TOKEN_GRANT_TYPES)[number]

/** The grant type must be supported and registered for the client. RFC 6749 5.2. */
export function checkGrantType({ params, client }: Pick<TokenRequest, 'params'> & { client: ProviderClient }): {
  grantType: TokenGrantType
} {
  const grantType = requiredParameter(params, 'grant_type')
  if (!isOneOf(TOKEN_GRANT_TYPES, grantType)) {
    throw new OAuthError('unsupported_grant_type', `grant_type must be ${TOKEN_GRANT_TYPES.join(' or ')}`, {
      hint: { rule: 'grant_type_unsupported', expected: TOKEN_GRANT_TYPES.join(', '), sent: grantType },
    })
  }
  if (!client.grantTypes.includes(grantType)) {
    throw new OAuthError('unauthorized_client', `The client is not registered for grant_type ${grantType}`, {
      hint: { rule: 'grant_type_not_registered', expected: client.grantTypes.join(', '), sent: grantType },
    })
  }
  return { grantType }
}
