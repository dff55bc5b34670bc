import { REDIRECT_URI_MAX_LENGTH } from '../redirect-uri-rules.ts'

export const STATE_MAX_LENGTH = 4096

/** The parameters of an authorization request that mean something here, and their longest values. */
export const AUTHORIZATION_PARAMETERS = {
  client_id: 200,
  redirect_uri: REDIRECT_URI_MAX_LENGTH,
  response_type: 100,
  response_mode: 100,
  scope: 2000,
  state: STATE_MAX_LENGTH,
  nonce: 1000,
  code_challenge: 200,
  code_challenge_method: 20,
  dpop_jkt: 200,
  prompt: 100,
  max_age: 20,
  id_token_hint: 8000,
  login_hint: 500,
  ui_locales: 500,
  claims_locales: 500,
  display: 100,
  acr_values: 1000,
  claims: 8000,
  request: 20_000,
  request_uri: 1000,
  registration: Number.POSITIVE_INFINITY,
} as const
