import { FoyerError } from '../../core/errors.ts'

/** Error words of RFC 6749 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6, and RFC 6750 3.1. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied'
  | 'login_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'registration_not_supported'

export interface OAuthErrorOptions {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** A refusal in the words of OAuth. `description` is English, for developers, in the characters of RFC 6749 5.2. */
export class OAuthError extends FoyerError {
  declare readonly code: OAuthErrorCode
  readonly description: string

  constructor(code: OAuthErrorCode, description: string, options: OAuthErrorOptions = {}) {
    super(`${code}: ${description}`, { code, status: options.status ?? 400, headers: options.headers ?? {} })
    this.description = description.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '?')
  }
}

/** Which text the error page shows. */
export type AuthorizationPageReason =
  | 'client_missing'
  | 'client_unknown'
  | 'client_inactive'
  | 'redirect_uri_missing'
  | 'redirect_uri_unknown'
  | 'parameter_repeated'

/** RFC 6749 4.1.2.1: the client or the redirect URI cannot be trusted, so the person is told on a page and never redirected. */
export class AuthorizationPageError extends OAuthError {
  readonly reason: AuthorizationPageReason

  constructor(reason: AuthorizationPageReason, code: OAuthErrorCode, description: string) {
    super(code, description)
    this.reason = reason
  }
}

/** RFC 6749 4.1.2.1: an error that the client is told through its redirect URI. */
export class AuthorizationRedirectError extends OAuthError {}
