import { timingSafeEqual } from 'node:crypto'
import { hashSecret } from '../../../core/random.ts'
import type { OAuthError } from '../errors.ts'
import { isVisibleAscii } from '../parameters.ts'
import type { ProviderClient, ProviderHost } from '../types.ts'
import { invalidClient } from './invalid-client.ts'
import type { ClientCredentials } from './read-client-credentials.ts'

/**
 * A confidential client proves itself with one of its secrets, in the header or in the body alike; a public client has
 * none and must not send one. RFC 6749 2.3, RFC 9700 2.5.
 */
export async function authenticateClient({
  host,
  credentials,
}: {
  host: ProviderHost
  credentials: ClientCredentials
}): Promise<{ client: ProviderClient }> {
  const { clientId, secret, method } = credentials
  const refuse = (description: string): OAuthError =>
    invalidClient(host.issuer, description, method === 'none' ? 'nothing' : 'credentials')

  const client = isVisibleAscii(clientId) ? await host.clients.findByClientId(clientId) : null
  if (!client) throw refuse('The client is not known here, or its secret is wrong')
  if (client.clientType === 'public') {
    if (secret !== null) throw refuse('This client is public: it has no secret and sends only client_id')
  } else {
    if (secret === null) throw refuse('This client is confidential: it has to send its secret')
    if (!isSecretOf(client, secret)) throw refuse('The client is not known here, or its secret is wrong')
  }
  if (!client.isActive) throw refuse('The client is switched off')
  return { client }
}

function isSecretOf(client: ProviderClient, secret: string): boolean {
  const sent = Buffer.from(hashSecret(secret))
  return client.secretHashes.some((stored) => {
    const expected = Buffer.from(stored)
    return expected.length === sent.length && timingSafeEqual(expected, sent)
  })
}
