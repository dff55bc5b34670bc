import { isLoopbackRedirectUri, matchesRedirectUri } from '../../protocol/provider/redirect-uri-match.ts'
import type { ProviderClient } from '../../protocol/provider/types.ts'

/**
 * Whether pages of this origin belong to the client: one of its redirect URIs is there. As with redirects, the port of a
 * loopback address may be any.
 * @param origin as browsers send it, `https://app.example`
 */
export function isOriginOf({ redirectUris }: Pick<ProviderClient, 'redirectUris'>, origin: string): boolean {
  const origins = redirectUris.map((uri) => URL.parse(uri)?.origin ?? 'null').filter((known) => known !== 'null')
  return isLoopbackRedirectUri(origin) ? matchesRedirectUri(origins, origin) : origins.includes(origin)
}
