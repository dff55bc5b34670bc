import { decodeProtectedHeader } from 'jose'
import { CLIENT_JWT_ALGS, type ClientJwt, HIGH_SECURITY_ALGS, verifyClientJwt } from '../client-jwt.ts'
import { OAuthError } from '../errors.ts'
import { isHighSecurity } from '../high-security.ts'
import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

export interface ObjectFacts extends Pick<AuthorizationRequest, 'host' | 'params'> {
  readonly client: ProviderClient
}

/** Types of other tokens must not pass for a request. RFC 8725 3.11, RFC 9101 10.8. */
const TYPES: readonly unknown[] = [undefined, 'JWT', 'jwt', 'oauth-authz-req+jwt', 'application/oauth-authz-req+jwt']

/** Request objects are signed by their client, with the algorithm it registered if there is one. RFC 9101 6.1 and 6.2. */
export async function verifyRequestObject({ host, client, params }: ObjectFacts, object: string): Promise<ClientJwt> {
  const isReference = parameter(params, 'request_uri') !== null
  if (object.split('.').length === 5) throw notSupported(isReference, 'encrypted')
  if (algOf(object) === 'none') throw notSupported(isReference, 'unsigned')
  const algs = isHighSecurity(host, client) ? HIGH_SECURITY_ALGS : CLIENT_JWT_ALGS
  const wanted = client.requestObjectAlg === null ? algs : algs.filter((alg) => alg === client.requestObjectAlg)
  const verified = await verifyClientJwt(host, client, object, { algs: wanted, refuse: invalid }).catch(blameObject)
  if (!TYPES.includes(verified.header.typ)) throw invalid('is a token of another type')
  return verified
}

function invalid(why: string): OAuthError {
  return refusal('invalid_request_object', `The request object ${why}`, 'request_object_signature', { sent: why })
}

/** Keys of the client that cannot be fetched make its object unreadable. */
function blameObject(error: unknown): never {
  if (!(error instanceof OAuthError) || error.code === 'invalid_request_object') throw error
  throw invalid(`cannot be checked: ${error.description}`)
}

/** OpenID Connect Core 3.1.2.6: by the name of the parameter that brought it. */
function notSupported(isReference: boolean, what: string): OAuthError {
  const code = isReference ? 'request_uri_not_supported' : 'request_not_supported'
  const facts = { expected: CLIENT_JWT_ALGS.join(', '), sent: what }
  return refusal(
    code,
    `Request objects have to be signed and not encrypted: this one is ${what}`,
    `request_${what}`,
    facts,
  )
}

function algOf(object: string): string | null {
  try {
    return decodeProtectedHeader(object).alg ?? null
  } catch {
    return null
  }
}
