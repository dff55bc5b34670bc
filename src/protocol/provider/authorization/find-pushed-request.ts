import { AuthorizationPageError } from '../errors.ts'
import { hashHandle } from '../handles.ts'
import { parameter } from '../parameters.ts'
import { pushedHandleOf } from '../pushed-request-uri.ts'
import type { ProviderClient } from '../types.ts'
import { hintOf } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/** A request that was sent ahead. */
export interface Pushed {
  readonly handleHash: string
  /** Thumbprint of the DPoP key that was proved when it was sent, or null. */
  readonly dpopJkt: string | null
}

export interface PushedFacts extends Pick<AuthorizationRequest, 'host' | 'params' | 'now' | 'reauthenticatedAfter'> {
  readonly client: ProviderClient
}

const NOT_PUSHED = { pushed: null }

/**
 * A pushed request replaces all parameters of the address. It is this client's, unused, and was alive when the person came
 * with it, however long the login took since. RFC 9126 4 and 7.3.
 */
export function findPushedRequest(
  facts: PushedFacts,
): { pushed: null } | Promise<{ pushed: Pushed; params: URLSearchParams }> {
  const handle = pushedHandleOf(parameter(facts.params, 'request_uri') ?? '')
  return handle === null ? NOT_PUSHED : find(handle, facts)
}

async function find(handle: string, { host, params, client, now, reauthenticatedAfter }: PushedFacts) {
  if (params.getAll('request_uri').length > 1) throw unknownRequest('request_uri was sent more than once', 'repeated')
  const handleHash = hashHandle(handle)
  const request = await host.pushedRequests.find(handleHash)
  if (!request) throw unknownRequest('request_uri is not known here', 'unknown')
  if (request.client !== client.id) throw unknownRequest('request_uri belongs to another client', 'of_other_client')
  if (request.isUsed) throw usedRequest()
  if (request.expiresAt <= (reauthenticatedAfter ?? now)) throw unknownRequest('request_uri has expired', 'expired')
  const { dpopJkt } = request
  return { pushed: { handleHash, dpopJkt }, params: new URLSearchParams(request.params) }
}

/** The answer to all but one of several requests that use it up at the same time. */
export function usedRequest(): AuthorizationPageError {
  return unknownRequest('request_uri was used before', 'used')
}

function unknownRequest(description: string, what: string): AuthorizationPageError {
  const hint = hintOf(`request_uri_${what}`)
  return new AuthorizationPageError('request_uri_unknown', 'invalid_request_uri', description, hint)
}
