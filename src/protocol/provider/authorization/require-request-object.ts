import type { OAuthError } from '../errors.ts'
import type { ProviderClient } from '../types.ts'
import type { Pushed } from './find-pushed-request.ts'
import { refusal } from './refusal.ts'

export interface ObjectPresence {
  readonly client: ProviderClient
  readonly pushed: Pushed | null
  readonly hasObject: boolean
  readonly requestProblem: OAuthError | null
}

/**
 * What was wrong with the request object is told, and so is that it is missing where the client has to sign its requests; a
 * pushed request was looked at when it came. RFC 9101 10.5.
 */
export function requireRequestObject({ client, pushed, hasObject, requestProblem }: ObjectPresence): void {
  if (requestProblem) throw requestProblem
  if (hasObject || pushed || !client.requiresRequestObject) return
  const description = 'This client has to send its requests as signed request objects'
  throw refusal('invalid_request', description, 'request_object_required', { expected: 'request or request_uri' })
}
