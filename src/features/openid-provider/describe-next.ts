import type { Site } from '../../platform/http/site.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { matchesRedirectUri } from '../../protocol/provider/redirect-uri-match.ts'
import type { ClientStore } from '../../protocol/provider/types.ts'
import type { NextApp } from './types.ts'

/** The app that an authorization request in `next` comes from; null unless client and redirect URI are registered here. */
export async function describeNextApp(site: Site, clients: ClientStore, next: string): Promise<NextApp | null> {
  const start = site.base + ENDPOINTS.authorization
  if (!next.startsWith(`${start}?`)) return null
  const params = new URLSearchParams(next.slice(start.length + 1))
  const [clientId, ...moreIds] = params.getAll('client_id')
  const [redirectUri, ...moreUris] = params.getAll('redirect_uri')
  if (!clientId || !redirectUri || moreIds.length > 0 || moreUris.length > 0) return null
  if (clientId.length > 200 || /[^\x20-\x7e]/.test(clientId)) return null
  const client = await clients.findByClientId(clientId)
  if (!client?.isActive || !matchesRedirectUri(client.redirectUris, redirectUri)) return null
  const url = new URL(redirectUri)
  return { name: client.name, host: url.host || url.protocol.slice(0, -1), formTargets: formTargets(url) }
}

/**
 * The source expression of Content Security Policy that allows this redirect: an origin, or the scheme of an app on the
 * device. A policy cannot name an IPv6 address, so for `[::1]` it is the scheme.
 */
function formTargets(url: URL): string[] {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return /^[a-z][a-z0-9+.-]*:$/.test(url.protocol) ? [url.protocol] : []
  if (url.hostname.startsWith('[')) return [url.protocol]
  return /^[a-z0-9._-]+$/.test(url.hostname) ? [url.origin] : []
}
