import { AuthorizationPageError } from '../errors.ts'
import { isVisibleAscii, parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { AUTHORIZATION_PARAMETERS } from './parameters.ts'
import { hintOf } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/** The client must be known and active; otherwise nothing it sent can be trusted. RFC 6749 3.1.2.4 and 4.1.2.1. */
export async function findClient({
  host,
  params,
}: Pick<AuthorizationRequest, 'host' | 'params'>): Promise<{ client: ProviderClient }> {
  if (params.getAll('client_id').length > 1) {
    const hint = hintOf('client_id_repeated')
    throw new AuthorizationPageError('parameter_repeated', 'invalid_request', 'client_id was sent more than once', hint)
  }
  const sent = parameter(params, 'client_id')
  if (sent === null) {
    const hint = hintOf('client_id_missing')
    throw new AuthorizationPageError('client_missing', 'invalid_request', 'client_id is missing', hint)
  }
  const client = isPlausible(sent) ? await host.clients.findByClientId(sent) : null
  if (!client) {
    const hint = hintOf('client_id_unknown', { sent })
    throw new AuthorizationPageError('client_unknown', 'unauthorized_client', 'client_id is not known here', hint)
  }
  if (!client.isActive) {
    const hint = hintOf('client_inactive', { sent })
    throw new AuthorizationPageError('client_inactive', 'unauthorized_client', 'The client is switched off', hint)
  }
  return { client }
}

function isPlausible(clientId: string): boolean {
  return clientId.length <= AUTHORIZATION_PARAMETERS.client_id && isVisibleAscii(clientId)
}
