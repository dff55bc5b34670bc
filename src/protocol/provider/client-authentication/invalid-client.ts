import { OAuthError, type RefusalHint } from '../errors.ts'

/**
 * RFC 6749 5.2: 401 with a Basic challenge when credentials were sent and are not good, 400 when none were sent.
 * @param issuer names the realm
 */
export function invalidClient(
  issuer: string,
  description: string,
  sent: 'credentials' | 'nothing',
  hint: RefusalHint,
): OAuthError {
  if (sent === 'nothing') return new OAuthError('invalid_client', description, { hint })
  return new OAuthError('invalid_client', description, {
    status: 401,
    headers: { 'www-authenticate': `Basic realm="${issuer}", charset="UTF-8"` },
    hint,
  })
}
