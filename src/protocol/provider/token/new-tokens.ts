import { type GrantId, newOrderedId, type RefreshId } from '../../../core/ids.ts'
import type { NewToken } from '../grant-types.ts'
import { hashHandle, newHandle, newRefreshHandle } from '../handles.ts'
import type { ProviderHost } from '../provider-host.ts'
import type { ProviderClient } from '../types.ts'

/** A token to be sent, and what is stored of it. */
export interface FreshToken {
  readonly token: string
  readonly stored: NewToken
}

/** Where and when tokens are made. `now` is in ms. */
export interface TokenMaker {
  readonly host: Pick<ProviderHost, 'issuer' | 'random'>
  readonly client: ProviderClient
  readonly now: number
}

/**
 * A new access token of 256 random bits, RFC 6749 10.10.
 * @param refresh the refresh that it is issued with, null for the one of a code
 */
export function newAccessToken(
  { host, client, now }: TokenMaker,
  grant: GrantId,
  refresh: RefreshId | null,
): FreshToken {
  const token = refresh === null ? newHandle(grant, host.random) : newRefreshHandle(grant, refresh, host.random)
  return { token, stored: { hash: hashHandle(token), expiresAt: now + client.accessTokenLifetimeS * 1000 } }
}

/** A new refresh token: good at this issuer only, and until it lies unused for too long. RFC 9700 4.14.2. */
export function newRefreshToken({ host, client, now }: TokenMaker, grant: GrantId): FreshToken & { id: RefreshId } {
  const id = newOrderedId<RefreshId>(host.random, now)
  const token = newRefreshHandle(grant, id, host.random)
  const lifetimeS = Math.min(client.refreshIdleLifetimeS, client.refreshAbsoluteLifetimeS)
  return { id, token, stored: { hash: hashHandle(token, host.issuer), expiresAt: now + lifetimeS * 1000 } }
}
