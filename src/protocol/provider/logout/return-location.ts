import type { ProviderClient } from '../types.ts'
import type { ReturnTarget } from './types.ts'

/**
 * Where the browser goes after a logout: the registered address with its own query, and `state` as it came.
 * RP-Initiated Logout 1.0, 3.
 * @returns null when the address is not registered any more
 */
export function returnLocation(client: ProviderClient | null, target: ReturnTarget | null): string | null {
  if (!target || !client?.isActive || !client.postLogoutRedirectUris.includes(target.uri)) return null
  return target.state === null ? target.uri : withParameters(target.uri, { state: target.state })
}

/** An address with parameters added to its own query, which stays as it is. */
export function withParameters(uri: string, parameters: Readonly<Record<string, string>>): string {
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const separator = uri.includes('?') ? (/[?&]$/.test(uri) ? '' : '&') : '?'
  return uri + separator + added.join('&')
}
