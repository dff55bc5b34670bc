import { contentSources } from '../../platform/http/content-source.ts'
import type { Site } from '../../platform/http/site.ts'
import { matchesRedirectUri } from '../../protocol/provider/redirect-uri-match.ts'
import type { ClientStore, ProviderClient } from '../../protocol/provider/types.ts'
import { ssoClientLogoPath } from '../sso-clients/index.ts'
import { authorizeParams } from './authorize-path.ts'
import type { NextApp } from './types.ts'

/** The app that an authorization request in `next` comes from; null unless client and redirect URI are registered here. */
export async function describeNextApp(site: Site, clients: ClientStore, next: string): Promise<NextApp | null> {
  const params = authorizeParams(site, next)
  if (!params) return null
  const [clientId, ...moreIds] = params.getAll('client_id')
  if (!clientId || moreIds.length > 0 || clientId.length > 200 || /[^\x20-\x7e]/.test(clientId)) return null
  const client = await clients.findByClientId(clientId)
  if (!client?.isActive) return null
  const urls = returnAddresses(params, client).map((uri) => new URL(uri))
  const [first] = urls
  if (!first) return null
  const logo = ssoClientLogoPath(client)
  return {
    name: client.name,
    logo: logo === null ? null : site.base + logo,
    host: first.host || first.protocol.slice(0, -1),
    formTargets: [...new Set(urls.flatMap(contentSources))],
  }
}

/** Where the answer may go: what a request object or a pushed request says is not read here, so that is any registered address. */
function returnAddresses(params: URLSearchParams, client: ProviderClient): readonly string[] {
  if (params.has('request') || params.has('request_uri')) return client.redirectUris
  const [redirectUri, ...more] = params.getAll('redirect_uri')
  return redirectUri && more.length === 0 && matchesRedirectUri(client.redirectUris, redirectUri) ? [redirectUri] : []
}
