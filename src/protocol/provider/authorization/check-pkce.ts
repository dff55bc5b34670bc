import { isHighSecurity } from '../high-security.ts'
import { parameter } from '../parameters.ts'
import type { ProviderClient } from '../types.ts'
import type { ResponseTypeFacts } from './check-response-type.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

export interface PkceFacts extends Pick<AuthorizationRequest, 'host' | 'params'>, Pick<ResponseTypeFacts, 'givesCode'> {
  readonly client: ProviderClient
}

/**
 * PKCE with S256 only, required for public clients, in high security and where the client says so; without a code there is
 * nothing to prove. RFC 7636 4.3, RFC 9700 2.1.1, FAPI 2.0 Security Profile 5.3.2.2.
 */
export function checkPkce({ host, params, client, givesCode }: PkceFacts): { codeChallenge: string | null } {
  const codeChallenge = parameter(params, 'code_challenge')
  const method = parameter(params, 'code_challenge_method')
  if (codeChallenge === null) {
    if (method !== null) {
      const description = 'code_challenge is missing although code_challenge_method was sent'
      throw refusal('invalid_request', description, 'code_challenge_missing', { expected: 'code_challenge' })
    }
    if (givesCode && (client.pkceRequired || client.clientType === 'public' || isHighSecurity(host, client))) {
      const facts = { expected: 'code_challenge and code_challenge_method=S256' }
      throw refusal('invalid_request', 'This client needs PKCE: code_challenge is missing', 'pkce_required', facts)
    }
    return { codeChallenge }
  }
  if (method !== 'S256') {
    const facts = { expected: 'S256', sent: method }
    throw refusal('invalid_request', 'code_challenge_method must be S256', 'code_challenge_method', facts)
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(codeChallenge)) {
    const description = 'code_challenge must be the SHA-256 of the verifier in base64url: 43 characters'
    const facts = { expected: '43 characters', sent: `${codeChallenge.length} characters` }
    throw refusal('invalid_request', description, 'code_challenge_form', facts)
  }
  return { codeChallenge: givesCode ? codeChallenge : null }
}
