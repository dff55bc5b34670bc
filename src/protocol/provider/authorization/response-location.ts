/**
 * The redirect URI with the response added to its own query, which stays as it is (RFC 6749 3.1.2), or as its fragment
 * (OAuth 2.0 Multiple Response Types 2.1). A space becomes `%20`, which every client decodes.
 */
export function responseLocation(
  redirectUri: string,
  mode: 'query' | 'fragment',
  response: Readonly<Record<string, string>>,
): string {
  const fields = Object.entries(response).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return redirectUri + (mode === 'fragment' ? '#' : separator(redirectUri)) + fields.join('&')
}

function separator(redirectUri: string): string {
  if (!redirectUri.includes('?')) return '?'
  return /[?&]$/.test(redirectUri) ? '' : '&'
}
