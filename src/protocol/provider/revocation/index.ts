import { Steps } from '../../steps.ts'
import { type JsonAnswer, NO_STORE } from '../answer.ts'
import { authenticateClient } from '../client-authentication/authenticate-client.ts'
import { readClientCredentials } from '../client-authentication/read-client-credentials.ts'
import type { ClientRequest } from '../client-authentication/types.ts'
import { readToken } from '../token-parameter.ts'
import { endToken } from './end-token.ts'

const steps = Steps.from<ClientRequest>()
  .step(readToken)
  .step(readClientCredentials)
  .step(authenticateClient)
  .step(endToken)

/**
 * Answers a revocation request: RFC 7009. The answer is the same whether there was something to end or not.
 * @throws OAuthError to be answered with `errorAnswer`
 */
export async function revoke(request: ClientRequest): Promise<JsonAnswer<Readonly<Record<string, never>>>> {
  await steps.run(request)
  return { status: 200, headers: NO_STORE, body: {} }
}
