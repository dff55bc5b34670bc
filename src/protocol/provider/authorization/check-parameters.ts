import { oversizedParameter, repeatedParameter } from '../parameters.ts'
import { AUTHORIZATION_PARAMETERS } from './parameters.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/** No known parameter is sent twice or is longer than anyone needs; unknown ones are ignored. RFC 6749 3.1. */
export function checkParameters({ params }: Pick<AuthorizationRequest, 'params'>): void {
  const repeated = repeatedParameter(params, AUTHORIZATION_PARAMETERS)
  if (repeated) {
    const facts = { expected: `${repeated} once`, sent: `${repeated} more than once` }
    throw refusal('invalid_request', `${repeated} was sent more than once`, 'parameter_repeated', facts)
  }
  const oversized = oversizedParameter(params, AUTHORIZATION_PARAMETERS)
  if (oversized) {
    const length = params.get(oversized)?.length ?? 0
    const facts = { expected: `${oversized} that is not too long`, sent: `${oversized} with ${length} characters` }
    throw refusal('invalid_request', `${oversized} is too long`, 'parameter_too_long', facts)
  }
}
