import { isHighSecurity } from '../high-security.ts'
import type { ProviderHost } from '../provider-host.ts'
import type { ClientAuthMethod, ProviderClient } from '../types.ts'
import { invalidClient } from './invalid-client.ts'

/**
 * A client proves itself in the way it is registered for; whoever has a secret may send it in the header or in the body. With
 * high security only keys are good. RFC 6749 2.3, RFC 9700 2.5, FAPI 2.0 Security Profile 5.3.2.1.
 */
export function checkMethod(host: ProviderHost, client: ProviderClient, sent: ClientAuthMethod): void {
  const registered = client.clientType === 'public' ? 'none' : client.tokenEndpointAuthMethod
  const refuse = (rule: string, description: string, expected: ClientAuthMethod = registered) =>
    invalidClient(host.issuer, description, sent === 'none' ? 'nothing' : 'credentials', { rule, expected, sent })

  if (isHighSecurity(host, client) && (registered !== 'private_key_jwt' || sent !== 'private_key_jwt')) {
    const description = 'High security asks of every client that it uses private_key_jwt'
    throw refuse('client_method_high_security', description, 'private_key_jwt')
  }
  if (groupOf(registered) === groupOf(sent)) return
  if (registered === 'none') {
    throw refuse('client_is_public', 'This client is public: it has no secret and sends only client_id')
  }
  if (registered === 'private_key_jwt') {
    throw refuse(
      'client_method_differs',
      'This client is registered for private_key_jwt: it has to send client_assertion',
    )
  }
  if (sent === 'none') {
    throw refuse('client_secret_missing', 'This client is confidential: it has to send its secret')
  }
  throw refuse('client_method_differs', `This client is registered for ${registered}: it has to send its secret`)
}

function groupOf(method: ClientAuthMethod): 'secret' | 'key' | 'nothing' {
  if (method === 'none') return 'nothing'
  return method === 'private_key_jwt' ? 'key' : 'secret'
}
