import { dpopAlgs } from '../dpop/dpop-algs.ts'
import { OAuthError, type OAuthErrorCode, type RefusalHint } from '../errors.ts'

const STATUS = {
  invalid_request: 400,
  invalid_token: 401,
  invalid_dpop_proof: 401,
  insufficient_scope: 403,
} as const satisfies Partial<Record<OAuthErrorCode, number>>

export type TokenErrorCode = keyof typeof STATUS

/** RFC 6750 3 and 3.1: the refusal in the `WWW-Authenticate` header. `issuer` names the realm. */
export function bearerError(issuer: string, code: TokenErrorCode, description: string, hint: RefusalHint): OAuthError {
  const scope = code === 'insufficient_scope' ? ', scope="openid"' : ''
  return tokenError(`Bearer realm="${issuer}"`, code, description, hint, scope)
}

/** RFC 9449 7.1: the refusal of a request whose token is, or claims to be, bound to a key. */
export function dpopError(issuer: string, code: TokenErrorCode, description: string, hint: RefusalHint): OAuthError {
  return tokenError(`DPoP realm="${issuer}"`, code, description, hint, `, ${ALGS}`)
}

/** RFC 6750 3.1: a request without a token learns only that one is needed; the challenge names no error. */
export function bearerChallenge(issuer: string): OAuthError {
  return new OAuthError('invalid_token', 'This endpoint needs an access token', {
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="${issuer}", DPoP realm="${issuer}", ${ALGS}` },
    hint: { rule: 'access_token_missing' },
  })
}

const ALGS = `algs="${dpopAlgs(false).join(' ')}"`

function tokenError(challenge: string, code: TokenErrorCode, description: string, hint: RefusalHint, more: string) {
  return new OAuthError(code, description, {
    status: STATUS[code],
    headers: { 'www-authenticate': `${challenge}, error="${code}", error_description="${description}"${more}` },
    hint,
  })
}
