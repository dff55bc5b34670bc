import { newOrderedId, type PushedRequestId } from '../../../core/ids.ts'
import type { ClientRequest } from '../client-authentication/types.ts'
import { hashHandle, newHandle } from '../handles.ts'
import { pushedRequestUri } from '../pushed-request-uri.ts'
import type { ProviderClient } from '../types.ts'

/** FAPI 2.0 Security Profile 5.3.2.2: less than 600. */
export const PUSHED_LIFETIME_S = 60

export interface Storable extends Pick<ClientRequest, 'host' | 'now'> {
  readonly client: ProviderClient
  readonly asked: URLSearchParams
  readonly dpopJkt: string | null
}

/** The request waits under a name of 256 random bits, for its client only. RFC 9126 2.2 and 7.1. */
export async function storeRequest({ host, now, client, asked, dpopJkt }: Storable): Promise<{ requestUri: string }> {
  const handle = newHandle(newOrderedId<PushedRequestId>(host.random, now), host.random)
  const expiresAt = now + PUSHED_LIFETIME_S * 1000
  await host.pushedRequests.push(hashHandle(handle), { client: client.id, params: asked, dpopJkt, expiresAt }, now)
  return { requestUri: pushedRequestUri(handle) }
}
