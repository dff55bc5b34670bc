import { OAuthError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import { invalidClient } from './invalid-client.ts'
import { parseBasic } from './parse-basic.ts'
import { readAssertion } from './read-assertion.ts'
import type { ClientCredentials, ClientRequest } from './types.ts'

type Sent = Pick<ClientRequest, 'host' | 'params' | 'authorization'>

/** A client says who it is in the header or in the body, and proves it in one way only. RFC 6749 2.3 and 3.2.1. */
export function readClientCredentials(sent: Sent): { credentials: ClientCredentials } {
  const { params, authorization } = sent
  const inBody = parameter(params, 'client_secret') !== null
  const byAssertion = parameter(params, 'client_assertion') !== null
  const used = [
    ...(authorization === null ? [] : ['the Authorization header']),
    ...(inBody ? ['client_secret'] : []),
    ...(byAssertion ? ['client_assertion'] : []),
  ]
  if (used.length > 1) {
    throw new OAuthError('invalid_request', `The client used two authentication methods: ${used.join(' and ')}`, {
      hint: { rule: 'client_methods_mixed', expected: 'one method', sent: used.join(', ') },
    })
  }
  if (authorization !== null) return { credentials: readBasic(sent, authorization) }
  return { credentials: byAssertion ? readAssertion(sent) : readBody(sent) }
}

/** RFC 6749 2.3.1. */
function readBasic({ host, params }: Sent, authorization: string): ClientCredentials {
  const clientId = parameter(params, 'client_id')
  const basic = parseBasic(authorization)
  if (!basic) {
    const description = 'The Authorization header is not Basic with id and secret form-encoded'
    throw invalidClient(host.issuer, description, 'credentials', { rule: 'client_basic_malformed' })
  }
  if (clientId !== null && clientId !== basic.clientId) {
    throw new OAuthError('invalid_request', 'client_id differs from the one in the Authorization header', {
      hint: { rule: 'client_id_differs', expected: basic.clientId, sent: clientId },
    })
  }
  return { ...basic, method: 'client_secret_basic' }
}

function readBody({ host, params }: Sent): ClientCredentials {
  const clientId = parameter(params, 'client_id')
  const secret = parameter(params, 'client_secret')
  if (clientId === null) {
    const sent = secret === null ? 'nothing' : 'credentials'
    throw invalidClient(host.issuer, 'The client did not say who it is', sent, { rule: 'client_id_missing' })
  }
  return secret === null ? { clientId, method: 'none' } : { clientId, secret, method: 'client_secret_post' }
}
