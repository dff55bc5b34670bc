import { OAuthError, type OAuthErrorCode } from '../errors.ts'

const STATUS = { invalid_request: 400, invalid_token: 401, insufficient_scope: 403 } as const satisfies Partial<
  Record<OAuthErrorCode, number>
>

/** RFC 6750 3 and 3.1: the refusal in the `WWW-Authenticate` header. `issuer` names the realm. */
export function bearerError(issuer: string, code: keyof typeof STATUS, description: string): OAuthError {
  const scope = code === 'insufficient_scope' ? ', scope="openid"' : ''
  return new OAuthError(code, description, {
    status: STATUS[code],
    headers: {
      'www-authenticate': `Bearer realm="${issuer}", error="${code}", error_description="${description}"${scope}`,
    },
  })
}

/** RFC 6750 3.1: a request without a bearer token learns only that one is needed; the challenge names no error. */
export function bearerChallenge(issuer: string): OAuthError {
  return new OAuthError('invalid_token', 'This endpoint needs a bearer access token', {
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="${issuer}"` },
  })
}
