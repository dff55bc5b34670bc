import { REDIRECT_URI_MAX_LENGTH } from '../redirect-uri-rules.ts'

/** The parameters of a logout request, RP-Initiated Logout 1.0 section 2, and their longest values. */
export const LOGOUT_PARAMETERS = {
  id_token_hint: 16_000,
  logout_hint: 500,
  client_id: 200,
  post_logout_redirect_uri: REDIRECT_URI_MAX_LENGTH,
  state: 4096,
  ui_locales: 500,
} as const
