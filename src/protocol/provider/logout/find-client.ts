import { isVisibleAscii, parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import { LOGOUT_PARAMETERS } from './parameters.ts'
import type { ReadHint } from './read-hint.ts'
import type { LogoutClient, LogoutRequest } from './types.ts'

/**
 * The app is the one of `client_id`, or the one that the ID token was issued to; both must be the same. One that is unknown or
 * switched off is as good as none. RP-Initiated Logout 1.0, 2.
 */
export async function findClient({
  host,
  params,
  token,
}: Pick<LogoutRequest, 'host' | 'params'> & { readonly token: ReadHint }): Promise<LogoutClient> {
  if (token === 'invalid') return { client: null, problem: 'hint_invalid' }
  const sent = parameter(params, 'client_id')
  const isOther = sent !== null && token !== null && !token.audience.includes(sent)
  if (isOther) return { client: null, problem: 'client_differs' }
  const clientId = sent ?? token?.audience[0] ?? null
  if (clientId === null) return { client: null, problem: null }
  const client = await active(host, clientId)
  return { client, problem: client ? null : 'client_unknown' }
}

async function active({ clients }: LogoutRequest['host'], clientId: string): Promise<ProviderClient | null> {
  if (clientId.length > LOGOUT_PARAMETERS.client_id || !isVisibleAscii(clientId)) return null
  const client = await clients.findByClientId(clientId)
  return client?.isActive ? client : null
}
