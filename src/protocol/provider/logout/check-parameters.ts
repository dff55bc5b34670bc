import { OAuthError } from '../errors.ts'
import { oversizedParameter, repeatedParameter } from '../parameters.ts'
import { LOGOUT_PARAMETERS } from './parameters.ts'
import type { LogoutRequest } from './types.ts'

/** No known parameter is sent twice or is longer than anyone needs; unknown ones are ignored. RFC 6749 3.1. */
export function checkParameters({ params }: Pick<LogoutRequest, 'params'>): void {
  const repeated = repeatedParameter(params, LOGOUT_PARAMETERS)
  if (repeated) {
    const hint = { rule: 'parameter_repeated', sent: repeated }
    throw new OAuthError('invalid_request', `${repeated} was sent more than once`, { hint })
  }
  const oversized = oversizedParameter(params, LOGOUT_PARAMETERS)
  if (oversized) {
    const hint = { rule: 'parameter_too_long', sent: oversized }
    throw new OAuthError('invalid_request', `${oversized} is too long`, { hint })
  }
}
