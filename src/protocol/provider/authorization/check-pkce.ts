import { AuthorizationRedirectError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import type { AuthorizationRequest } from './types.ts'

/** PKCE with S256 only, required for public clients and where the client says so. RFC 7636 4.3, RFC 9700 2.1.1. */
export function checkPkce({ params, client }: Pick<AuthorizationRequest, 'params'> & { client: ProviderClient }): {
  codeChallenge: string | null
} {
  const codeChallenge = parameter(params, 'code_challenge')
  const method = parameter(params, 'code_challenge_method')
  if (codeChallenge === null) {
    if (method !== null) throw refusal('code_challenge is missing although code_challenge_method was sent')
    if (client.pkceRequired || client.clientType === 'public') throw refusal('This client needs PKCE: code_challenge')
    return { codeChallenge }
  }
  if (method !== 'S256') throw refusal('code_challenge_method must be S256')
  if (!/^[A-Za-z0-9_-]{43}$/.test(codeChallenge)) {
    throw refusal('code_challenge must be the SHA-256 of the verifier in base64url: 43 characters')
  }
  return { codeChallenge }
}

function refusal(description: string): AuthorizationRedirectError {
  return new AuthorizationRedirectError('invalid_request', description)
}
