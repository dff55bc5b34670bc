import { FoyerError } from '../../core/errors.ts'

/** Error words of RFC 6749 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6, RFC 6750 3.1, and the registries that extend them. */
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
  | 'consent_required'
  | 'interaction_required'
  | 'unmet_authentication_requirements'
  | 'invalid_request_uri'
  | 'invalid_request_object'
  | 'invalid_dpop_proof'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'
  | 'unsupported_token_type'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'registration_not_supported'

export interface OAuthErrorOptions {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly hint?: RefusalHint
}

/** What staff are told beyond the description: which rule was broken, and what was expected and sent. Never a secret. */
export interface RefusalHint {
  /** A stable word for the rule, such as `redirect_uri_differs`; texts and fixes for staff hang on it. */
  readonly rule: string
  readonly expected?: string
  readonly sent?: string
}

/** A refusal in the words of OAuth. `description` is English, for developers, in the characters of RFC 6749 5.2. */
export class OAuthError extends FoyerError {
  declare readonly code: OAuthErrorCode
  readonly description: string
  readonly hint: RefusalHint | null

  constructor(code: OAuthErrorCode, description: string, options: OAuthErrorOptions = {}) {
    super(`${code}: ${description}`, { code, status: options.status ?? 400, headers: options.headers ?? {} })
    this.hint = options.hint ?? null
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
  | 'request_uri_unknown'
  | 'parameter_repeated'

/** RFC 6749 4.1.2.1: the client or the redirect URI cannot be trusted, so the person is told on a page and never redirected. */
export class AuthorizationPageError extends OAuthError {
  readonly reason: AuthorizationPageReason

  constructor(reason: AuthorizationPageReason, code: OAuthErrorCode, description: string, hint?: RefusalHint) {
    super(code, description, hint ? { hint } : {})
    this.reason = reason
  }
}

/** RFC 6749 4.1.2.1: an error that the client is told through its redirect URI. */
export class AuthorizationRedirectError extends OAuthError {}
