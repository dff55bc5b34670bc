import type { TextKey, Translate } from '../../platform/i18n/i18n.ts'
import { outcomes } from './locales/outcomes-en.ts'
import type { SsoOutcome } from './types.ts'

/** The field of the provider's form that an outcome depends on, by its name. */
const SETTING: { readonly [K in SsoOutcome]?: string } = {
  unreachable: 'issuer',
  bad_status: 'issuer',
  not_json: 'issuer',
  issuer_mismatch: 'issuer',
  endpoint_missing: 'issuer',
  wrong_issuer: 'issuer',
  response_mode_not_supported: 'response_mode',
  scope_without_openid: 'scope',
  no_id_token: 'scope',
  provider_error: 'scope',
  auth_method_not_supported: 'auth_method',
  option_missing: 'auth_method',
  client_refused: 'client_secret',
  wrong_audience: 'client_id',
  userinfo_failed: 'claims_from',
  subject_missing: 'claims.subject',
  email_missing: 'claims.email',
  email_invalid: 'claims.email',
  email_unverified: 'email_policy',
  provider_disabled: 'is_active',
  no_account: 'creates_accounts',
  email_taken: 'address_in_use',
}

export interface Explanation {
  /** What happened, in one sentence. */
  readonly why: string
  readonly fix: string
  /** Name of the field to look at; null when no setting would change anything. */
  readonly setting: string | null
}

/** What became of a login, in plain words. */
export function explain(t: Translate, outcome: SsoOutcome): Explanation {
  const known = Object.hasOwn(outcomes, outcome) ? outcome : 'bad_response'
  const word = (part: 'why' | 'fix') => t(`ssoLogins:outcome.${known}.${part}` as TextKey)
  return { why: word('why'), fix: word('fix'), setting: SETTING[known] ?? null }
}
