import type { OAuthError } from '../errors.ts'
import type { ProviderHost } from '../provider-host.ts'
import type { ProviderClient, Scope, Session } from '../types.ts'

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
  /** Whether this person said to go on with the account that is logged in; kept signed in the same way. */
  readonly hasChosenAccount?: boolean
  /** What this person answered on the consent page to this very request; kept signed in the same way. */
  readonly decision?: ConsentDecision
  /** What `session_state` is made of (Session Management 1.0); without it none is sent. */
  readonly browserState?: string
  /**
   * Told of each refusal that goes back to the client; answers the `error_description` to be sent, so that the host can add
   * a reference to it.
   */
  readonly describeRefusal?: (error: OAuthError, client: ProviderClient) => string
}

/** An authorization request that is sent ahead, RFC 9126; its client has proved who it is. */
export interface PushedAuthorization extends Pick<AuthorizationRequest, 'host' | 'now'> {
  readonly client: ProviderClient
  /** The form body. */
  readonly params: URLSearchParams
}

export type ConsentDecision = 'allowed' | 'denied'

/** Why a login page is shown. `create` asks for a registration form (Initiating User Registration 1.0). */
export type LoginReason = 'no_session' | 'prompt_login' | 'select_account' | 'create' | 'max_age' | 'other_subject'

export type AuthorizationOutcome =
  | { readonly kind: 'redirect'; readonly location: string; readonly error?: OAuthError }
  | {
      /** OAuth 2.0 Form Post Response Mode: a page that posts these fields to `action` by itself. */
      readonly kind: 'form_post'
      readonly action: string
      readonly fields: Readonly<Record<string, string>>
      readonly error?: OAuthError
    }
  | {
      readonly kind: 'login'
      readonly reason: LoginReason
      readonly client: ProviderClient
      /** What the client believes the person would type, shown in the form and escaped there. */
      readonly loginHint: string | null
      /** BCP 47 tags in the order of preference, as sent. */
      readonly uiLocales: readonly string[]
    }
  | {
      /** The person has to be asked. All that follows is what the client would get, not only what is new. */
      readonly kind: 'consent'
      readonly client: ProviderClient
      readonly scopes: readonly Scope[]
      /** Claims that were asked for one by one. */
      readonly claims: readonly string[]
    }
