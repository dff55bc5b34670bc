import { z } from 'zod'

const visible = z.string().regex(/^\P{Cc}*$/u, { error: 'a text without control characters is expected' })
const text = visible.max(2000)
const uri = visible.max(2000)
const uris = z.array(uri).max(50)
const words = z.array(visible.max(200)).max(20)
const flag = z.boolean()

/** RFC 7591 2, OpenID Connect Registration 1.0 2, RP-Initiated, Back- and Front-Channel Logout 1.0, RFC 9101, 9126 and 9449. */
export const metadataSchema = z.object({
  redirect_uris: uris.min(1),
  response_types: words.min(1).optional(),
  grant_types: words.min(1).optional(),
  application_type: z.enum(['web', 'native']).default('web'),
  contacts: z.array(z.string().max(254)).max(10).optional(),
  client_name: z.string().trim().max(100).optional(),
  logo_uri: uri.optional(),
  client_uri: uri.optional(),
  policy_uri: uri.optional(),
  tos_uri: uri.optional(),
  jwks_uri: uri.optional(),
  jwks: z.unknown().optional(),
  sector_identifier_uri: uri.optional(),
  subject_type: z.enum(['public', 'pairwise']).default('public'),
  id_token_signed_response_alg: text.optional(),
  userinfo_signed_response_alg: text.optional(),
  request_object_signing_alg: text.optional(),
  token_endpoint_auth_method: text.optional(),
  token_endpoint_auth_signing_alg: text.optional(),
  default_max_age: z.number().int().nonnegative().optional(),
  require_auth_time: flag.default(false),
  default_acr_values: words.optional(),
  initiate_login_uri: uri.optional(),
  request_uris: uris.optional(),
  scope: text.optional(),
  software_id: text.optional(),
  software_version: text.optional(),
  post_logout_redirect_uris: uris.optional(),
  backchannel_logout_uri: uri.optional(),
  backchannel_logout_session_required: flag.optional(),
  frontchannel_logout_uri: uri.optional(),
  frontchannel_logout_session_required: flag.optional(),
  require_signed_request_object: flag.default(false),
  require_pushed_authorization_requests: flag.default(false),
  dpop_bound_access_tokens: flag.default(false),
  id_token_encrypted_response_alg: text.optional(),
  userinfo_encrypted_response_alg: text.optional(),
  request_object_encryption_alg: text.optional(),
  client_id: text.optional(),
  client_secret: text.optional(),
})

/** What an app says of itself, each member of the right kind; what is unknown is left out. */
export type ClientMetadata = z.output<typeof metadataSchema>
