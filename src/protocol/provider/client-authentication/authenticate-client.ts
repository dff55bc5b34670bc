import { isVisibleAscii } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { checkAssertion } from './check-assertion.ts'
import { checkMethod } from './check-method.ts'
import { isSecretOf } from './check-secret.ts'
import { invalidClient } from './invalid-client.ts'
import type { ClientCredentials, ClientRequest } from './types.ts'

export interface Authentication extends Pick<ClientRequest, 'host' | 'url' | 'now'> {
  readonly credentials: ClientCredentials
}

/**
 * The client is known, active, and proves itself with its secret or its key; a public one has neither and only says who it is.
 * An unknown client hears the same as one with a wrong secret. RFC 6749 2.3 and 3.2.1.
 */
export async function authenticateClient(request: Authentication): Promise<{ client: ProviderClient }> {
  const { host, url, now, credentials } = request
  const refuse = (rule: string, description: string) =>
    invalidClient(host.issuer, description, credentials.method === 'none' ? 'nothing' : 'credentials', { rule })

  const { clientId } = credentials
  const client = isVisibleAscii(clientId) ? await host.clients.findByClientId(clientId) : null
  if (!client) throw refuse('client_unknown', 'The client is not known here, or its secret is wrong')
  checkMethod(host, client, credentials.method)
  if (credentials.method === 'private_key_jwt') {
    await checkAssertion({ host, url, now, client, assertion: credentials.assertion })
  } else if (credentials.method !== 'none' && !isSecretOf(client, credentials.secret, now)) {
    throw refuse('client_secret_wrong', 'The client is not known here, or its secret is wrong')
  }
  if (!client.isActive) throw refuse('client_inactive', 'The client is switched off')
  return { client }
}
