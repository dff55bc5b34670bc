import type { Claims } from './claims.ts'

/** How this program proves itself at a provider's token endpoint. */
export type ClientProof =
  /** Whatever the provider lists: basic before post (OpenID Connect Core 9). */
  | { readonly method: 'auto'; readonly secret: string }
  | { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly secret: string }
  /** A private JSON Web Key with `alg`. RFC 7523. */
  | { readonly method: 'private_key_jwt'; readonly key: string }
  /** A secret that is signed anew for each call with an ES256 key in PEM, as Apple wants it. */
  | { readonly method: 'apple'; readonly key: string; readonly keyId: string; readonly teamId: string }
  | { readonly method: 'none' }

export type ResponseMode = 'query' | 'form_post'
export type ClaimsFrom = 'both' | 'id_token' | 'userinfo'

/** Everything that is agreed upon with a provider. */
export interface ClientSettings {
  readonly issuer: string
  readonly clientId: string
  readonly proof: ClientProof
  /** Separated by spaces; holds `openid`. */
  readonly scope: string
  readonly responseMode: ResponseMode
  readonly claimsFrom: ClaimsFrom
  /** Never one of the protocol's own. */
  readonly authorizeParams: Readonly<Record<string, string>>
}

/** What whoever sends a person on wants of the login there. OpenID Connect Core 3.1.2.1. */
export interface LoginWishes {
  readonly prompt?: string | undefined
  /** Seconds. */
  readonly maxAge?: number | undefined
  readonly loginHint?: string | undefined
  readonly uiLocales?: string | undefined
  readonly acrValues?: string | undefined
}

/** What has to be remembered of a request until its answer comes. All of it is secret. */
export interface Remembered {
  readonly nonce: string
  /** RFC 7636. */
  readonly verifier: string
  readonly redirectUri: string
  /** Whom the request went to: an answer from elsewhere is refused (RFC 9207, mix-up). */
  readonly issuer: string
  /** Seconds; when it was asked for, `auth_time` has to prove it. */
  readonly maxAge: number | null
  /** In ms: `auth_time` must not be older where the provider sends it. The start of a fresh login, or `maxAge` before the start. */
  readonly freshSince: number | null
}

/** A person whom a provider vouched for; everything here was verified. */
export interface VerifiedPerson {
  readonly issuer: string
  readonly subject: string
  /** Those of the ID token, and of userinfo where the ID token does not have them; the protocol's own left out. */
  readonly claims: Claims
  readonly idToken: string
  readonly idTokenClaims: Claims
  readonly userinfo: Claims | null
  /** Name of the session there. */
  readonly sid: string | null
  /** ms */
  readonly authAt: number | null
  /** RFC 8176 words; empty when the provider names none. */
  readonly amr: readonly string[]
  readonly acr: string | null
}

/** What is wrong with a provider or its answer. Stable words: texts, logs and tests go by them. */
export type ProviderProblemCode =
  // the connection
  | 'unreachable'
  | 'refused_by_guard'
  | 'timeout'
  | 'too_large'
  | 'bad_status'
  | 'not_json'
  // discovery
  | 'issuer_mismatch'
  | 'endpoint_missing'
  | 'keys_missing'
  | 'code_not_supported'
  | 'response_mode_not_supported'
  | 'grant_type_not_supported'
  | 'scope_without_openid'
  | 'auth_method_not_supported'
  | 'algorithm_not_supported'
  | 'option_missing'
  // the answer in the browser
  | 'denied'
  | 'login_required'
  | 'interaction_required'
  | 'unmet_acr'
  | 'provider_error'
  | 'provider_busy'
  | 'wrong_issuer'
  | 'bad_response'
  // the token endpoint
  | 'client_refused'
  | 'code_refused'
  | 'token_error'
  // the ID token
  | 'no_id_token'
  | 'bad_signature'
  | 'unknown_key'
  | 'wrong_audience'
  | 'wrong_nonce'
  | 'expired'
  | 'not_yet'
  | 'claim_missing'
  | 'bad_token'
  | 'not_fresh'
  // userinfo
  | 'userinfo_failed'
  | 'wrong_subject'

/** One call or check on the way, for the test of a connection. Secrets, codes and tokens are shortened in it. */
export interface TraceStep {
  readonly kind: 'call' | 'check'
  /** A call: `discovery`, `keys`, `pushed_request`, `token`, `userinfo`. A check: one of the checks of the list in finish-login.ts. */
  readonly what: string
  readonly isGood: boolean
  /** Of a call. */
  readonly ms: number | null
  /** `name: value`, of a check what was expected. */
  readonly sent: readonly string[]
  /** `name: value`, of a check what was found. */
  readonly received: readonly string[]
  readonly problem: ProviderProblemCode | null
}

export type Trace = (step: TraceStep) => void
