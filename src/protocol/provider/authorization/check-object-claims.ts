import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { inOrder } from './check-response-type.ts'
import { type HintFacts, refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/** Clocks of clients may differ by this much. */
const CLOCK_SKEW_S = 60

/**
 * A request object is of this client and for this issuer as far as it says so, is alive, holds no other request, and agrees with
 * what the address says about client and response type. OpenID Connect Core 6.1, RFC 9101 4, 5 and 10.8.
 */
export function checkObjectClaims(
  { host, client, params, now }: Pick<AuthorizationRequest, 'host' | 'params' | 'now'> & { client: ProviderClient },
  claims: Readonly<Record<string, unknown>>,
): void {
  const { iss, aud, sub, client_id, response_type, exp, nbf } = claims
  const nowS = now / 1000
  if (iss !== undefined && iss !== client.clientId) {
    throw invalid('iss of the request object must be the client ID', { expected: client.clientId, sent: text(iss) })
  }
  if (aud !== undefined && ![aud].flat().includes(host.issuer)) {
    throw invalid('aud of the request object must be the issuer', { expected: host.issuer, sent: text(aud) })
  }
  if (client_id !== undefined && client_id !== client.clientId) {
    const facts = { expected: client.clientId, sent: text(client_id) }
    throw invalid('client_id of the request object differs from that of the request', facts)
  }
  if (sub !== undefined && sub === client.clientId) throw invalid('The request object is a client assertion')
  const outer = parameter(params, 'response_type')
  if (response_type !== undefined && outer !== null && inOrder(text(response_type)) !== inOrder(outer)) {
    const facts = { expected: outer, sent: text(response_type) }
    throw invalid('response_type of the request object differs from that of the request', facts)
  }
  if (exp !== undefined && !(typeof exp === 'number' && exp > nowS)) {
    throw invalid('The request object has expired', { expected: `after ${Math.floor(nowS)}`, sent: text(exp) })
  }
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= nowS + CLOCK_SKEW_S)) {
    throw invalid('The request object is not valid yet', { expected: `until ${Math.floor(nowS)}`, sent: text(nbf) })
  }
  if (claims.request !== undefined || claims.request_uri !== undefined) {
    throw invalid('The request object holds another request object')
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function invalid(description: string, facts: HintFacts = {}) {
  return refusal('invalid_request_object', description, 'request_object_claims', facts)
}
