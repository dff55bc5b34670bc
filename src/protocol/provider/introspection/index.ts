import { Steps } from '../../steps.ts'
import { type JsonAnswer, NO_STORE } from '../answer.ts'
import { authenticateClient } from '../client-authentication/authenticate-client.ts'
import { readClientCredentials } from '../client-authentication/read-client-credentials.ts'
import type { ClientRequest } from '../client-authentication/types.ts'
import { readToken } from '../token-parameter.ts'
import { checkConfidential } from './check-confidential.ts'
import { describeToken } from './describe-token.ts'
import type { Introspection } from './types.ts'

const steps = Steps.from<ClientRequest>()
  .step(readToken)
  .step(readClientCredentials)
  .step(authenticateClient)
  .step(checkConfidential)
  .step(describeToken)

/**
 * Answers an introspection request: RFC 7662.
 * @throws OAuthError to be answered with `errorAnswer`
 */
export async function introspect(request: ClientRequest): Promise<JsonAnswer<Introspection>> {
  const { introspection } = await steps.run(request)
  return { status: 200, headers: NO_STORE, body: introspection }
}
