import type { SsoRefusal } from '../sso-logins/index.ts'

/** What people are told when a login through a provider did not work; each kind has a page. */
export type RefusalKind =
  | 'denied'
  | 'login_required'
  | 'not_fresh'
  | 'unmet_acr'
  | 'unreachable'
  | 'slow'
  | 'busy'
  | 'misconfigured'
  | 'unsafe'
  | 'provider_error'
  | 'subject_missing'
  | 'email_missing'
  | 'email_invalid'
  | 'email_unverified'
  | 'email_taken'
  | 'customer_disabled'
  | 'provider_disabled'
  | 'no_account'
  | 'linked_elsewhere'
  | 'attempt_unknown'
  | 'attempt_expired'
  | 'attempt_used'
  | 'other_browser'
  | 'link_lost'

/** What helps, in the order of the buttons. */
export type Remedy = 'again' | 'other_way' | 'account'

export interface RefusalLook {
  readonly status: number
  readonly remedies: readonly Remedy[]
}

const AGAIN = ['again', 'other_way'] as const
const OTHER = ['other_way', 'again'] as const

export const LOOKS: Readonly<Record<RefusalKind, RefusalLook>> = {
  denied: { status: 403, remedies: AGAIN },
  login_required: { status: 403, remedies: AGAIN },
  not_fresh: { status: 403, remedies: AGAIN },
  unmet_acr: { status: 403, remedies: OTHER },
  unreachable: { status: 502, remedies: AGAIN },
  slow: { status: 504, remedies: AGAIN },
  busy: { status: 503, remedies: AGAIN },
  misconfigured: { status: 502, remedies: OTHER },
  unsafe: { status: 502, remedies: AGAIN },
  provider_error: { status: 502, remedies: AGAIN },
  subject_missing: { status: 403, remedies: OTHER },
  email_missing: { status: 403, remedies: OTHER },
  email_invalid: { status: 403, remedies: OTHER },
  email_unverified: { status: 403, remedies: OTHER },
  email_taken: { status: 409, remedies: OTHER },
  customer_disabled: { status: 403, remedies: [] },
  provider_disabled: { status: 403, remedies: ['other_way'] },
  no_account: { status: 403, remedies: OTHER },
  linked_elsewhere: { status: 409, remedies: ['account', 'other_way'] },
  attempt_unknown: { status: 400, remedies: AGAIN },
  attempt_expired: { status: 410, remedies: AGAIN },
  attempt_used: { status: 410, remedies: AGAIN },
  other_browser: { status: 400, remedies: AGAIN },
  link_lost: { status: 403, remedies: ['account'] },
}

/** Problems that have a page of their own; for the rest it is the connection that has to be put right. */
const KINDS: Readonly<Record<string, RefusalKind>> = {
  interaction_required: 'login_required',
  timeout: 'slow',
  bad_status: 'unreachable',
  provider_busy: 'busy',
  token_error: 'provider_error',
  userinfo_failed: 'provider_error',
  too_large: 'unsafe',
  wrong_issuer: 'unsafe',
  bad_response: 'unsafe',
  code_refused: 'unsafe',
  no_id_token: 'unsafe',
  bad_signature: 'unsafe',
  unknown_key: 'unsafe',
  wrong_audience: 'unsafe',
  wrong_nonce: 'unsafe',
  expired: 'unsafe',
  not_yet: 'unsafe',
  claim_missing: 'unsafe',
  bad_token: 'unsafe',
  wrong_subject: 'unsafe',
}

export function kindOf(refusal: SsoRefusal | 'link_lost'): RefusalKind {
  if (Object.hasOwn(LOOKS, refusal)) return refusal as RefusalKind
  return KINDS[refusal] ?? 'misconfigured'
}
