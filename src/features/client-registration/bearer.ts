import { timingSafeEqual } from 'node:crypto'
import { hashSecret } from '../../core/random.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { RegistrationContext } from './types.ts'

const LONGEST_TOKEN = 200

/** The token of the request, RFC 6750 2.1. @throws OAuthError 401 */
export function readBearer({ authorization, issuer }: Pick<RegistrationContext, 'authorization' | 'issuer'>): string {
  if (authorization === null) {
    const headers = { 'www-authenticate': `Bearer realm="${issuer}"` }
    throw new OAuthError('invalid_token', 'This endpoint needs a token as Bearer', { status: 401, headers })
  }
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization)?.[1]
  if (token === undefined || token.length > LONGEST_TOKEN) throw tokenRefused(issuer, 'The token is malformed')
  return token
}

/** RFC 6750 3. @param description without quotes */
export function tokenRefused(issuer: string, description: string): OAuthError {
  const challenge = `Bearer realm="${issuer}", error="invalid_token", error_description="${description}"`
  return new OAuthError('invalid_token', description, {
    status: 401,
    headers: { 'www-authenticate': challenge },
    hint: { rule: 'registration_token' },
  })
}

/** Whether a secret is the one that was stored as `hashSecret`. */
export function isSecret(secret: string, hash: string | null): boolean {
  if (hash === null) return false
  const [given, known] = [Buffer.from(hashSecret(secret)), Buffer.from(hash)]
  return given.length === known.length && timingSafeEqual(given, known)
}
