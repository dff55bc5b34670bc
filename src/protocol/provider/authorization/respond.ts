import type { OAuthError } from '../errors.ts'
import type { ResponseMode } from '../supported.ts'
import { responseLocation } from './response-location.ts'
import type { AuthorizationOutcome } from './types.ts'

/** Where an authorization response goes, and how. */
export interface ResponseTarget {
  readonly redirectUri: string
  readonly state: string | null
  readonly issuer: string
  readonly responseMode: ResponseMode
}

export type AuthorizationResponse = Extract<AuthorizationOutcome, { kind: 'redirect' | 'form_post' }>

/**
 * Sends an answer or a refusal: with `state` as it came (RFC 6749 4.1.2), with `iss` against mix-up attacks (RFC 9207 2), in the
 * query, the fragment or a form (Form Post Response Mode 2).
 */
export function respond(target: ResponseTarget, response: Readonly<Record<string, string>>): AuthorizationResponse {
  const { redirectUri, state, issuer, responseMode } = target
  const { session_state, ...parts } = response
  const fields = {
    ...parts,
    ...(state !== null && { state }),
    iss: issuer,
    ...(session_state !== undefined && { session_state }),
  }
  return responseMode === 'form_post'
    ? { kind: 'form_post', action: redirectUri, fields }
    : { kind: 'redirect', location: responseLocation(redirectUri, responseMode, fields) }
}

/** RFC 6749 4.1.2.1. @param description what is sent, which may say more than the error itself */
export function respondWithError(
  target: ResponseTarget,
  error: OAuthError,
  description: string,
): AuthorizationResponse {
  return { ...respond(target, { error: error.code, error_description: description }), error }
}
