/** Where an authorization response goes. */
export interface ResponseTarget {
  readonly redirectUri: string
  readonly state: string | null
  readonly issuer: string
}

/**
 * The redirect URI with the response added to its own query, which stays as it is (RFC 6749 3.1.2), with `state` as it
 * came and with `iss` against mix-up attacks (RFC 9207 2). A space becomes `%20`, which every client decodes.
 */
export function responseLocation(target: ResponseTarget, response: Readonly<Record<string, string>>): string {
  const { redirectUri, state, issuer } = target
  const parameters = { ...response, ...(state !== null && { state }), iss: issuer }
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return redirectUri + separator(redirectUri) + query.join('&')
}

function separator(redirectUri: string): string {
  if (!redirectUri.includes('?')) return '?'
  return /[?&]$/.test(redirectUri) ? '' : '&'
}
