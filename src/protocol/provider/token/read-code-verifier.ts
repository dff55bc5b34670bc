import { hash } from 'node:crypto'
import { parameter } from '../parameters.ts'
import { invalidGrant } from './invalid-grant.ts'
import type { TokenRequest } from './types.ts'

/** The S256 challenge of the verifier that was sent, to be compared with the stored one. RFC 7636 4.1 and 4.6. */
export function readCodeVerifier({ params }: Pick<TokenRequest, 'params'>): { codeChallenge: string | null } {
  const verifier = parameter(params, 'code_verifier')
  if (verifier === null) return { codeChallenge: null }
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) {
    throw invalidGrant('code_verifier_malformed', 'code_verifier must be 43 to 128 characters of A-Z a-z 0-9 - . _ ~', {
      expected: '43 to 128 characters',
      sent: `${verifier.length} characters`,
    })
  }
  return { codeChallenge: hash('sha256', verifier, 'base64url') }
}
