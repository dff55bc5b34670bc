import { OAuthError } from '../errors.ts'
import { isHighSecurity } from '../high-security.ts'
import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { checkObjectClaims } from './check-object-claims.ts'
import { checkParameters } from './check-parameters.ts'
import type { Pushed } from './find-pushed-request.ts'
import { objectParameters } from './object-parameters.ts'
import { hintOf, refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'
import { verifyRequestObject } from './verify-request-object.ts'

export interface RequestObjectFacts extends Pick<AuthorizationRequest, 'host' | 'params' | 'now'> {
  readonly client: ProviderClient
  readonly pushed: Pushed | null
}

/** What the request says with the object read. A problem is told to the client as soon as it is known where that is. */
export interface ReadRequest {
  readonly hasObject: boolean
  readonly requestProblem: OAuthError | null
  readonly params?: URLSearchParams
}

const NO_OBJECT: ReadRequest = { hasObject: false, requestProblem: null }

/**
 * Reads the signed object that `request` holds or `request_uri` names. Its parameters win over those beside it; in high
 * security and for objects of RFC 9101 by their type those beside it count for nothing. OpenID Connect Core 6, RFC 9101 5 and 6.
 */
export function readRequestObject(facts: RequestObjectFacts): ReadRequest | Promise<ReadRequest> {
  const { params, pushed } = facts
  if (pushed || (parameter(params, 'request') ?? parameter(params, 'request_uri')) === null) return NO_OBJECT
  return read(facts).catch((error: unknown) => {
    if (!(error instanceof OAuthError)) throw error
    return { hasObject: true, requestProblem: error }
  })
}

async function read(facts: RequestObjectFacts): Promise<ReadRequest> {
  const { host, client, params } = facts
  checkParameters({ params })
  const { header, payload } = await verifyRequestObject(facts, await objectOf(facts))
  checkObjectClaims(facts, payload)
  const inside = objectParameters(payload)
  const standsAlone = header.typ === 'oauth-authz-req+jwt' || isHighSecurity(host, client)
  const read = standsAlone ? new URLSearchParams({ client_id: client.clientId }) : new URLSearchParams(params)
  read.delete('request')
  read.delete('request_uri')
  for (const [name, value] of Object.entries(inside)) read.set(name, value)
  return { hasObject: true, requestProblem: null, params: read }
}

/** The object itself, by value or from an address that the client registered; a fragment in the address does not matter. */
async function objectOf({ host, client, params }: RequestObjectFacts): Promise<string> {
  const uri = parameter(params, 'request_uri')
  const object = parameter(params, 'request')
  if (uri !== null && object !== null) {
    throw refusal('invalid_request', 'request and request_uri exclude each other', 'request_twice')
  }
  if (uri === null) return object ?? ''
  const address = withoutFragment(uri)
  if (!client.requestUris.some((registered) => withoutFragment(registered) === address)) {
    const facts = { expected: client.requestUris.join(', '), sent: uri }
    const description = 'request_uri is not registered for this client'
    throw refusal('invalid_request_uri', description, 'request_uri_not_registered', facts)
  }
  try {
    return await host.documents.requestObject(address)
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    throw new OAuthError('invalid_request_uri', error.description, {
      hint: error.hint ?? hintOf('request_uri_unreachable', { sent: uri }),
    })
  }
}

function withoutFragment(uri: string): string {
  return uri.replace(/#.*$/s, '')
}
