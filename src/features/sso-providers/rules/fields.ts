import type { Message } from '../../../core/errors.ts'
import type { NamePart } from '../../../core/person-names.ts'
import { LOCALES } from '../../../platform/i18n/i18n.ts'
import { SYNCED_FIELDS } from '../types.ts'

/** What is wrong, by the name of the field. */
export type Fields = Record<string, Message>

/** The parts of a name that a claim can fill. */
export const NAME_PARTS = [
  'salutation',
  'title',
  'given_name',
  'middle_name',
  'family_name',
  'calling_name',
  'full_name',
  'latin_transcription',
  'degree',
] as const satisfies readonly NamePart[]

/** Fields that are on or off: typed as `on` or not at all. */
export const SWITCHES = [
  'is_active',
  'new_identities',
  'trusts_second_factor',
  'creates_accounts',
  'logout.rp_initiated',
  'logout.back_channel',
  'logout.front_channel',
] as const

/** Every field of a provider, as forms, problems, the history and the command line call it. */
export const FIELDS = [
  'slug',
  'preset',
  ...LOCALES.map((locale) => `name.${locale}` as const),
  ...LOCALES.map((locale) => `button_label.${locale}` as const),
  'issuer',
  'client_id',
  'client_secret',
  'client_key',
  'auth_method',
  'apple.team_id',
  'apple.key_id',
  'scope',
  'response_mode',
  'claims_from',
  'claims.subject',
  'claims.email',
  'claims.email_verified',
  'claims.phone',
  'claims.locale',
  ...NAME_PARTS.map((part) => `claims.name.${part}` as const),
  'authorize_params',
  'email_policy',
  'address_in_use',
  ...SYNCED_FIELDS.map((field) => `sync.${field}` as const),
  'account_page',
  ...SWITCHES,
] as const

export type ProviderField = (typeof FIELDS)[number]

/** The fields of a provider as texts; switches are `on` or empty. What is missing was not asked for. */
export type TypedFields = { readonly [K in ProviderField]?: string | undefined }
