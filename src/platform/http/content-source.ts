/**
 * The source expression of Content Security Policy that allows this address: an origin, or the scheme
 * of an app on the device. A policy cannot name an IPv6 address, so for `[::1]` it is the scheme.
 */
export function contentSources(url: URL): string[] {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return /^[a-z][a-z0-9+.-]*:$/.test(url.protocol) ? [url.protocol] : []
  if (url.hostname.startsWith('[')) return [url.protocol]
  return /^[a-z0-9._-]+$/.test(url.hostname) ? [url.origin] : []
}
