import { AuthorizationRedirectError } from '../errors.ts'
import { oversizedParameter, repeatedParameter } from '../parameters.ts'
import { AUTHORIZATION_PARAMETERS } from './parameters.ts'
import type { AuthorizationRequest } from './types.ts'

/** No known parameter is sent twice or is longer than anyone needs; unknown ones are ignored. RFC 6749 3.1. */
export function checkParameters({ params }: Pick<AuthorizationRequest, 'params'>): void {
  const repeated = repeatedParameter(params, AUTHORIZATION_PARAMETERS)
  if (repeated) throw new AuthorizationRedirectError('invalid_request', `${repeated} was sent more than once`)
  const oversized = oversizedParameter(params, AUTHORIZATION_PARAMETERS)
  if (oversized) throw new AuthorizationRedirectError('invalid_request', `${oversized} is too long`)
}
