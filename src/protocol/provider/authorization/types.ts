import type { OAuthErrorCode } from '../errors.ts'
import type { ProviderClient, ProviderHost, Session } from '../types.ts'

export interface AuthorizationRequest {
  readonly host: ProviderHost
  /** The query of a GET or the form body of a POST, never both mixed. */
  readonly params: URLSearchParams
  readonly session: Session | null
  /** In ms. */
  readonly now: number
  /**
   * When the login that this request asked for began, in ms. The host keeps it signed together with
   * `authorizationFingerprint(params)`, so that it counts for this request only.
   */
  readonly reauthenticatedAfter?: number
}

/** Why a login page is shown. `create` asks for a registration form (Initiating User Registration 1.0). */
export type LoginReason = 'no_session' | 'prompt_login' | 'select_account' | 'create' | 'max_age' | 'other_subject'

export type AuthorizationOutcome =
  | { readonly kind: 'redirect'; readonly location: string; readonly error?: OAuthErrorCode }
  | {
      readonly kind: 'login'
      readonly reason: LoginReason
      readonly client: ProviderClient
      /** What the client believes the person would type, shown in the form and escaped there. */
      readonly loginHint: string | null
      /** BCP 47 tags in the order of preference, as sent. */
      readonly uiLocales: readonly string[]
    }
