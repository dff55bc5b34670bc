import type { ProviderProblemCode } from './types.ts'

/** What a problem is about, e.g. `{ endpoint: 'token_endpoint' }`; holds no secret, code or token. */
export type ProblemDetail = Readonly<Record<string, string>>

type Words = string | ((detail: ProblemDetail) => string)

const WORDS: Readonly<Record<ProviderProblemCode, Words>> = {
  unreachable: ({ reason = 'the provider does not answer' }) => reason,
  refused_by_guard: ({ reason = 'the address may not be called' }) => `${reason}; FOYER_OUTGOING_ALLOW can allow it`,
  timeout: ({ reason = 'the answer took too long' }) => reason,
  too_large: ({ reason = 'the answer is too long' }) => reason,
  bad_status: ({ status = 'an error' }) => `the provider answered with status ${status}; is the issuer right?`,
  not_json: ({ type = 'no type' }) =>
    `the provider answered with ${type} where JSON was expected; is the issuer right?`,
  issuer_mismatch: ({ found = 'something else' }) => `the provider calls itself ${found}: set issuer to exactly that`,
  endpoint_missing: ({ endpoint = 'endpoint' }) => `the provider names no ${endpoint} in its configuration`,
  keys_missing: 'the provider publishes no keys to check its signatures with',
  code_not_supported:
    'the provider does not offer the authorization code flow: code is not in response_types_supported',
  response_mode_not_supported: ({ mode = '' }) => `the provider does not offer response_mode ${mode}`,
  grant_type_not_supported: 'the provider does not list authorization_code in grant_types_supported',
  scope_without_openid: 'the scope does not contain openid',
  auth_method_not_supported: ({ method = '' }) => `the provider does not let clients prove themselves with ${method}`,
  algorithm_not_supported: ({ algorithm = '' }) => `ID tokens signed with ${algorithm} are not accepted`,
  option_missing: ({ option = '' }) => `${option} is not set`,
  denied: 'the login was refused or cancelled at the provider',
  login_required: 'the person is not logged in at the provider',
  interaction_required: 'the provider needs something from the person first',
  unmet_acr: 'the provider could not log in the person in the way that was asked for',
  provider_error: ({ error = 'an error' }) => `the provider answered the login with ${error}`,
  provider_busy: 'the provider has a problem at the moment',
  wrong_issuer: ({ found = 'nobody' }) => `the answer is one of ${found}`,
  bad_response: ({ reason = 'it is incomplete' }) => `the answer of the provider cannot be used: ${reason}`,
  client_refused: 'client_id, client_secret or auth_method is not what the provider has',
  code_refused: 'the code was used before, has expired or belongs to another redirect address',
  token_error: ({ error = 'an answer that cannot be used' }) => `the provider refused the code with ${error}`,
  no_id_token: 'the answer holds no ID token',
  bad_signature: 'the signature is not one of the provider',
  unknown_key: ({ kid = 'without name' }) => `the provider does not publish the key ${kid}`,
  wrong_audience: ({ found = 'nobody' }) => `the ID token is for ${found}`,
  wrong_nonce: 'the ID token belongs to another login',
  expired: 'the ID token has expired',
  not_yet: 'the ID token is from the future: compare the clocks',
  claim_missing: ({ claim = '' }) => `the ID token holds no usable ${claim}`,
  bad_token: ({ reason = 'it cannot be read' }) => `the ID token is not good: ${reason}`,
  not_fresh: 'the provider did not prove a fresh login',
  userinfo_failed: ({ reason = 'no answer' }) => `userinfo could not be read: ${reason}`,
  wrong_subject: 'userinfo is about somebody else',
}

/** What a problem means, in English, for those who run the connection. */
export function messageOf(code: ProviderProblemCode, detail: ProblemDetail): string {
  const words = WORDS[code]
  const text = typeof words === 'string' ? words : words(detail)
  return detail.issuer === undefined ? text : `${detail.issuer}: ${text}`
}
