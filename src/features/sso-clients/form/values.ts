import type { Unit } from '../rules/lifetimes.ts'

/** One line, or several of them with one address on each. */
export const TEXTS = [
  'name',
  'client_uri',
  'policy_uri',
  'tos_uri',
  'client_type',
  'grant_type',
  'redirect_uris',
  'consent',
  'token_endpoint_auth_method',
  'token_endpoint_auth_signing_alg',
  'jwks',
  'jwks_uri',
  'post_logout_redirect_uris',
  'backchannel_logout_uri',
  'frontchannel_logout_uri',
  'id_token_alg',
  'userinfo_signed_response_alg',
  'access_token_lifetime',
  'access_token_lifetime_unit',
  'id_token_lifetime',
  'id_token_lifetime_unit',
  'refresh_idle_lifetime',
  'refresh_idle_lifetime_unit',
  'refresh_absolute_lifetime',
  'refresh_absolute_lifetime_unit',
  'default_max_age',
  'default_max_age_unit',
  'subject_type',
  'sector_identifier_uri',
  'request_uris',
  'request_object_signing_alg',
  'secret_overlap',
] as const
export type TextName = (typeof TEXTS)[number]

export const TICKS = [
  'is_active',
  'remove_logo',
  'is_first_party',
  'require_pkce',
  'backchannel_logout_session_required',
  'frontchannel_logout_session_required',
  'require_signed_request_object',
  'require_pushed_authorization_requests',
  'dpop_bound_access_tokens',
  'high_security',
  'regenerate',
] as const
export type TickName = (typeof TICKS)[number]

export const LISTS = ['allowed_scopes', 'response_types'] as const
export type ListName = (typeof LISTS)[number]

/** What the form shows and what was typed into it, by the names of its fields. */
export interface ClientFormValues {
  readonly text: Readonly<Record<TextName, string>>
  readonly tick: Readonly<Record<TickName, boolean>>
  readonly list: Readonly<Record<ListName, readonly string[]>>
}

/** Follow from high security: shown, but not to be changed. */
export const LOCKED = [
  'grant_type',
  'response_types',
  'require_pkce',
  'token_endpoint_auth_method',
  'require_pushed_authorization_requests',
  'dpop_bound_access_tokens',
] as const satisfies readonly (TextName | TickName | ListName)[]

export function isLocked(name: TextName | TickName | ListName): boolean {
  return (LOCKED as readonly string[]).includes(name)
}

/** Texts that hold an amount, each with a unit in `<name>_unit`. */
export const AMOUNTS = [
  'access_token_lifetime',
  'id_token_lifetime',
  'refresh_idle_lifetime',
  'refresh_absolute_lifetime',
  'default_max_age',
] as const satisfies readonly TextName[]
export type AmountName = (typeof AMOUNTS)[number]

/** Units that are offered; seconds only where a lifetime that was set elsewhere needs them. */
export const UNITS_OF: Readonly<Record<AmountName, readonly Unit[]>> = {
  access_token_lifetime: ['minutes', 'hours'],
  id_token_lifetime: ['minutes', 'hours'],
  refresh_idle_lifetime: ['hours', 'days'],
  refresh_absolute_lifetime: ['hours', 'days'],
  default_max_age: ['minutes', 'hours', 'days'],
}
