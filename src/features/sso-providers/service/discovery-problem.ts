import { InvalidInput, type Message } from '../../../core/errors.ts'
import { OutgoingFailed, OutgoingRefused } from '../../../platform/outgoing/errors.ts'
import { ProviderProblem } from '../../../protocol/client/errors.ts'
import type { ProviderField } from '../rules/fields.ts'

/** What a provider's description ended with, as a sentence for staff. @throws the error itself when it is no ProviderProblem */
export function discoveryMessage(error: unknown, issuer: string): Message {
  if (!(error instanceof ProviderProblem)) throw error
  const reason = reasonOf(error)
  const key = `ssoProviders:discovery.${TEXTS[`${error.code} ${reason}`] ?? TEXTS[error.code] ?? 'other'}`
  const url = `${issuer}${issuer.endsWith('/') ? '' : '/'}.well-known/openid-configuration`
  return { key, params: { url, issuer, why: error.message, ...error.detail } }
}

/** The same at the field that it is about. */
export function discoveryRefusal(error: unknown, issuer: string): InvalidInput {
  const message = discoveryMessage(error, issuer)
  const field = error instanceof ProviderProblem ? fieldOf(error) : 'issuer'
  return new InvalidInput({ [field]: message })
}

const TEXTS: Readonly<Record<string, string>> = {
  unreachable: 'unreachable',
  'unreachable unknown_host': 'unknownHost',
  'unreachable tls': 'tls',
  refused_by_guard: 'insecureEndpoint',
  'refused_by_guard private_address': 'privateAddress',
  'refused_by_guard not_https': 'notHttps',
  'refused_by_guard too_many_calls': 'tooManyCalls',
  timeout: 'timeout',
  too_large: 'tooLarge',
  bad_status: 'badStatus',
  'bad_status redirect': 'redirect',
  not_json: 'notJson',
  'bad_response syntax': 'notJson',
  issuer_mismatch: 'issuerMismatch',
  endpoint_missing: 'endpointMissing',
  keys_missing: 'keysMissing',
  code_not_supported: 'codeNotSupported',
  response_mode_not_supported: 'responseMode',
  grant_type_not_supported: 'grantType',
  scope_without_openid: 'scopeOpenid',
  auth_method_not_supported: 'authMethod',
  algorithm_not_supported: 'algorithm',
  option_missing: 'optionMissing',
}

const OPTIONS: Readonly<Record<string, ProviderField>> = {
  issuer: 'issuer',
  client_id: 'client_id',
  client_secret: 'client_secret',
  client_key: 'client_key',
  scope: 'scope',
}

function fieldOf({ code, detail }: ProviderProblem): ProviderField {
  if (code === 'response_mode_not_supported') return 'response_mode'
  if (code === 'auth_method_not_supported') return 'auth_method'
  if (code === 'scope_without_openid') return 'scope'
  if (code === 'option_missing') return OPTIONS[detail.option ?? ''] ?? 'issuer'
  return 'issuer'
}

/** Why a call did not work out, in the word of the guarded client, or `syntax`; the empty text for everything else. */
function reasonOf(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth++) {
    if (cause instanceof SyntaxError) return 'syntax'
    if (cause instanceof OutgoingFailed || cause instanceof OutgoingRefused) return cause.reason
  }
  return ''
}
