import { isLoopbackRedirectUri } from '../../../protocol/provider/redirect-uri-match.ts'
import { REDIRECT_URI_PROBLEMS, redirectUriProblem } from '../../../protocol/provider/redirect-uri-rules.ts'
import { refuse } from './refusals.ts'
import type { ClientMetadata } from './schema.ts'

type Addresses = Pick<
  ClientMetadata,
  'redirect_uris' | 'response_types' | 'application_type' | 'token_endpoint_auth_method' | 'initiate_login_uri'
>

/**
 * The rules of OpenID Connect Registration 1.0 section 2 for addresses that go beyond those for every client.
 * @throws OAuthError
 */
export function checkAddresses(metadata: Addresses): void {
  const { redirect_uris, application_type, token_endpoint_auth_method, initiate_login_uri } = metadata
  const clientType = token_endpoint_auth_method === 'none' ? 'public' : 'confidential'
  for (const uri of redirect_uris) {
    const problem = redirectUriProblem(uri, clientType)
    if (problem) throw refuse('redirect_uris', `is refused: ${REDIRECT_URI_PROBLEMS[problem]}`)
  }
  if (application_type === 'web' && isImplicit(metadata) && !redirect_uris.every(isWebAddress)) {
    throw refuse('redirect_uris', 'of a web application with tokens in the address must be https and not localhost')
  }
  if (application_type === 'native' && redirect_uris.some((uri) => isPlainWeb(uri) && !isLoopbackRedirectUri(uri))) {
    throw refuse('redirect_uris', 'of a native application may use http for this device only')
  }
  if (initiate_login_uri !== undefined && URL.parse(initiate_login_uri)?.protocol !== 'https:') {
    throw refuse('initiate_login_uri', 'must be an https address')
  }
}

function isImplicit({ response_types = ['code'] }: Addresses): boolean {
  return response_types.some((type) => /\b(id_token|token)\b/.test(type))
}

function isWebAddress(uri: string): boolean {
  const { protocol, hostname } = new URL(uri)
  return protocol === 'https:' && hostname !== 'localhost'
}

function isPlainWeb(uri: string): boolean {
  return new URL(uri).protocol === 'http:'
}
