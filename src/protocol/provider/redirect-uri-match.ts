/** The loopback addresses of RFC 8252 7.3 and `localhost`, written literally: no other spelling of them counts. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(?::(\d{1,5}))?(?=[/?]|$)/

export function isLoopbackRedirectUri(uri: string): boolean {
  const match = LOOPBACK.exec(uri)
  return match !== null && Number(match[2] ?? 80) > 0 && Number(match[2] ?? 80) <= 65_535
}

/**
 * RFC 6749 3.1.2.3 and RFC 9700 2.1: equal character by character. Only the port of a loopback address may differ,
 * because a native app takes whatever port is free (RFC 8252 7.3).
 */
export function matchesRedirectUri(registered: readonly string[], requested: string): boolean {
  if (registered.includes(requested)) return true
  if (!isLoopbackRedirectUri(requested)) return false
  const wanted = withoutPort(requested)
  return registered.some((uri) => withoutPort(uri) === wanted)
}

function withoutPort(uri: string): string {
  return uri.replace(LOOPBACK, 'http://$1')
}
