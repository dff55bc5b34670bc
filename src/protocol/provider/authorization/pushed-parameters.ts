import { OAuthError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { AUTHORIZATION_PARAMETERS } from './parameters.ts'
import { hintOf } from './refusal.ts'

/**
 * What an authenticated client pushes: a request of its own, in full, that names no other. What it proved itself with is left out.
 * RFC 9126 2.1.
 * @throws OAuthError `invalid_request`
 */
export function pushedParameters(form: URLSearchParams, { clientId }: ProviderClient): URLSearchParams {
  if (parameter(form, 'request_uri') !== null) {
    const description = 'request_uri cannot be pushed: send the parameters or a request object'
    throw new OAuthError('invalid_request', description, { hint: hintOf('pushed_request_uri') })
  }
  const params = new URLSearchParams()
  for (const [name, value] of form) if (Object.hasOwn(AUTHORIZATION_PARAMETERS, name)) params.append(name, value)
  if (parameter(params, 'client_id') === null) params.set('client_id', clientId)
  if (params.get('client_id') !== clientId) {
    const hint = hintOf('pushed_client_id', { expected: clientId, sent: params.get('client_id') })
    throw new OAuthError('invalid_request', 'client_id is not the client that proved who it is', { hint })
  }
  return params
}
