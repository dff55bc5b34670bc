import { AuthorizationRedirectError, type OAuthErrorCode } from '../errors.ts'
import type { AuthorizationRequest } from './types.ts'

const NOT_SUPPORTED: readonly (readonly [string, OAuthErrorCode])[] = [
  ['request', 'request_not_supported'],
  ['request_uri', 'request_uri_not_supported'],
  ['registration', 'registration_not_supported'],
]

/** Request objects and self-registration must be refused by name, not ignored. OpenID Connect Core 3.1.2.6 and 6. */
export function refuseRequestObjects({ params }: Pick<AuthorizationRequest, 'params'>): void {
  for (const [name, code] of NOT_SUPPORTED) {
    if (params.has(name)) throw new AuthorizationRedirectError(code, `The parameter ${name} is not supported`)
  }
}
