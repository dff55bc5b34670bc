import { Steps } from '../../steps.ts'
import { type JsonAnswer, NO_STORE } from '../answer.ts'
import { authenticateClient } from '../client-authentication/authenticate-client.ts'
import { readClientCredentials } from '../client-authentication/read-client-credentials.ts'
import type { ClientRequest } from '../client-authentication/types.ts'
import { proveSentKey } from '../dpop/prove-key.ts'
import { checkKey } from './check-key.ts'
import { checkParameters } from './check-parameters.ts'
import { checkRequest } from './check-request.ts'
import { PUSHED_LIFETIME_S, storeRequest } from './store-request.ts'
import type { PushedAnswer } from './types.ts'

const steps = Steps.from<ClientRequest>()
  .step(checkParameters)
  .step(readClientCredentials)
  .step(authenticateClient)
  .step(proveSentKey)
  .step(checkRequest)
  .step(checkKey)
  .step(storeRequest)

/**
 * Takes an authorization request ahead of time: RFC 9126.
 * @throws OAuthError to be answered with `errorAnswer`
 */
export async function pushRequest(request: ClientRequest): Promise<JsonAnswer<PushedAnswer>> {
  const { requestUri } = await steps.run(request)
  return { status: 201, headers: NO_STORE, body: { request_uri: requestUri, expires_in: PUSHED_LIFETIME_S } }
}
