import { OAuthError } from '../errors.ts'
import { oversizedParameter, repeatedParameter } from '../parameters.ts'
import { REDIRECT_URI_MAX_LENGTH } from '../redirect-uri-rules.ts'
import type { TokenRequest } from './types.ts'

/** The parameters of a token request that mean something here, and their longest values. */
const TOKEN_PARAMETERS = {
  grant_type: 200,
  code: 500,
  redirect_uri: REDIRECT_URI_MAX_LENGTH,
  code_verifier: 1000,
  client_id: 200,
  client_secret: 500,
} as const

/** No known parameter is sent twice or is longer than anyone needs; unknown ones are ignored. RFC 6749 3.2. */
export function checkParameters({ params }: Pick<TokenRequest, 'params'>): void {
  const repeated = repeatedParameter(params, TOKEN_PARAMETERS)
  if (repeated) throw new OAuthError('invalid_request', `${repeated} was sent more than once`)
  const oversized = oversizedParameter(params, TOKEN_PARAMETERS)
  if (oversized) throw new OAuthError('invalid_request', `${oversized} is too long`)
}
