import type { ClientRequest } from '../client-authentication/types.ts'
import { hashHandle, refreshIdOf } from '../handles.ts'
import type { TokenInQuestion } from '../token-parameter.ts'
import type { ProviderClient } from '../types.ts'

export interface EndRequest extends Pick<ClientRequest, 'host' | 'now'>, Pick<TokenInQuestion, 'token'> {
  readonly client: ProviderClient
}

/**
 * A refresh token ends with all tokens of its authorization, an access token ends alone, and both only for the client that
 * holds them; nothing tells a token of another client from an unknown one. RFC 7009 2.1 and 2.2.
 */
export async function endToken({ host, client, token, now }: EndRequest): Promise<void> {
  const refreshHash = hashHandle(token, host.issuer)
  if (refreshIdOf(refreshHash) !== null) {
    const refresh = await host.grants.explainRefresh(refreshHash)
    if (refresh) {
      if (refresh.client === client.id) await host.grants.endFamily(refreshHash, 'revoked', now)
      return
    }
  }
  await host.grants.endAccessToken(hashHandle(token), client.id, now)
}
