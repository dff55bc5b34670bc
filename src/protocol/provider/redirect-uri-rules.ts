import { isLoopbackRedirectUri } from './redirect-uri-match.ts'
import type { ProviderClient } from './types.ts'

export const REDIRECT_URI_MAX_LENGTH = 2000

/** Parameters of authorization responses, which a redirect URI may not carry itself. */
const RESPONSE_PARAMETERS = [
  'code',
  'state',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'access_token',
  'token_type',
  'expires_in',
  'id_token',
  'session_state',
  'response',
]

/** Why a redirect URI cannot be registered, with a text for developers. */
export const REDIRECT_URI_PROBLEMS = {
  too_long: `A redirect URI has at most ${REDIRECT_URI_MAX_LENGTH} characters.`,
  characters: 'A redirect URI is plain ASCII without spaces, quotes or backslashes. Percent-encode everything else.',
  not_absolute: 'A redirect URI is a complete address, for example https://app.example.com/callback.',
  fragment: 'A redirect URI has no fragment: remove the # and what follows it.',
  credentials: 'A redirect URI has no user name or password before the host.',
  wildcard: 'A redirect URI is compared exactly: a host with * never matches. Register each address.',
  insecure: 'http is for http://127.0.0.1, http://[::1] and http://localhost only. Use https.',
  scheme: 'Use https. An app may use a scheme of its own that has a dot, for example com.example.app:/callback.',
  private_scheme_needs_public: 'A scheme of its own is for public clients only: any app on a device can claim it.',
  reserved_parameter: `A redirect URI does not contain parameters of the response: ${RESPONSE_PARAMETERS.join(', ')}.`,
} as const

export type RedirectUriProblem = keyof typeof REDIRECT_URI_PROBLEMS

/**
 * Whether a redirect URI may be registered: RFC 6749 3.1.2, RFC 8252 7 and 8.4, RFC 9700 2.1.
 * @returns what is wrong with it, or null
 */
export function redirectUriProblem(uri: string, clientType: ProviderClient['clientType']): RedirectUriProblem | null {
  if (uri.length > REDIRECT_URI_MAX_LENGTH) return 'too_long'
  if (!/^[\x21-\x7e]*$/.test(uri) || /["'<>\\^`{|}]/.test(uri)) return 'characters'
  if (!URL.canParse(uri)) return 'not_absolute'
  if (uri.includes('#')) return 'fragment'
  const url = new URL(uri)
  if (url.username || url.password || /^[^:]+:\/\/[^/?]*@/.test(uri)) return 'credentials'
  if (RESPONSE_PARAMETERS.some((name) => url.searchParams.has(name))) return 'reserved_parameter'
  return schemeProblem(uri, url, clientType)
}

function schemeProblem(uri: string, url: URL, clientType: ProviderClient['clientType']): RedirectUriProblem | null {
  if (url.protocol === 'https:' || url.protocol === 'http:') {
    if (!/^https?:\/\/[^/?]/i.test(uri)) return 'not_absolute'
    if (url.hostname.includes('*')) return 'wildcard'
    return url.protocol === 'https:' || isLoopbackRedirectUri(uri) ? null : 'insecure'
  }
  if (!url.protocol.includes('.')) return 'scheme'
  return clientType === 'public' ? null : 'private_scheme_needs_public'
}
