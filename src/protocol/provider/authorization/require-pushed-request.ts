import { isHighSecurity } from '../high-security.ts'
import type { ProviderClient } from '../types.ts'
import type { Pushed } from './find-pushed-request.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/** Clients that have to push their requests get no answer to others. RFC 9126 5 and 6, FAPI 2.0 Security Profile 5.3.2.2. */
export function requirePushedRequest({
  host,
  client,
  pushed,
}: Pick<AuthorizationRequest, 'host'> & { client: ProviderClient; pushed: Pushed | null }): void {
  if (pushed || !(client.requiresPushedRequests || isHighSecurity(host, client))) return
  throw refusal(
    'invalid_request',
    'This client has to send its requests ahead to the pushed authorization request endpoint',
    'pushed_request_required',
    { expected: 'request_uri' },
  )
}
