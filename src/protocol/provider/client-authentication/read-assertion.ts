import { decodeJwt } from 'jose'
import { isVisibleAscii, parameter } from '../parameters.ts'
import { invalidClient } from './invalid-client.ts'
import { ASSERTION_TYPE, type ClientCredentials, type ClientRequest } from './types.ts'

/** A signed assertion names its client in `sub`; `client_id` may be left out. RFC 7521 4.2, RFC 7523 2.2. */
export function readAssertion({ host, params }: Pick<ClientRequest, 'host' | 'params'>): ClientCredentials {
  const assertion = parameter(params, 'client_assertion') ?? ''
  const type = parameter(params, 'client_assertion_type')
  if (type !== ASSERTION_TYPE) {
    const hint = { rule: 'client_assertion_type', expected: ASSERTION_TYPE, ...(type !== null && { sent: type }) }
    throw invalidClient(host.issuer, `client_assertion_type must be ${ASSERTION_TYPE}`, 'credentials', hint)
  }
  const clientId = parameter(params, 'client_id') ?? subjectOf(assertion)
  if (clientId === null) {
    const description = 'client_assertion is not a JWT that names the client in sub'
    throw invalidClient(host.issuer, description, 'credentials', { rule: 'client_assertion_malformed' })
  }
  return { method: 'private_key_jwt', clientId, assertion }
}

/** Not checked yet: it only says whose keys to check it with. */
function subjectOf(assertion: string): string | null {
  try {
    const { sub } = decodeJwt(assertion)
    return typeof sub === 'string' && sub !== '' && isVisibleAscii(sub) ? sub : null
  } catch {
    return null
  }
}
