import { lineOf } from './call-trace.ts'
import { quoted } from './quoted.ts'
import { check, type Redemption } from './redemption.ts'
import type { ProviderProblemCode } from './types.ts'

/** It is the answer to this request and no other. RFC 6749 section 10.12. */
export function checkState(redemption: Redemption): void {
  const { parameters, state } = redemption
  check(redemption, 'answer.state', parameters.state === state, 'bad_response', {
    expected: lineOf('state', state),
    found: lineOf('state', parameters.state ?? ''),
    detail: { reason: 'state is another one' },
  })
}

/** It comes from whom the request went to, and who is still configured; mix-up, RFC 9207 section 2.4. */
export function checkAnsweringIssuer(redemption: Redemption): void {
  const { connection, parameters, remembered } = redemption
  const { issuer, authorization_response_iss_parameter_supported: isPromised } = connection.metadata
  const isSame = remembered.issuer === issuer
  const isNamed = parameters.iss === undefined ? isPromised !== true : parameters.iss === issuer
  check(redemption, 'answer.issuer', isSame && isNamed, 'wrong_issuer', {
    expected: remembered.issuer,
    found: parameters.iss === undefined ? (isSame ? 'nobody' : issuer) : quoted(parameters.iss),
  })
}

/** The provider may have refused, OpenID Connect Core 3.1.2.6. */
export function checkRefusal(redemption: Redemption): void {
  const { error, error_description: description } = redemption.parameters
  const found = error === undefined ? 'no error' : quoted(error)
  check(redemption, 'answer.error', error === undefined, refusalOf(error ?? ''), {
    found,
    detail: { error: found, ...(description !== undefined && { description: quoted(description) }) },
  })
}

/** There is one code. RFC 6749 section 4.1.2. */
export function checkCode(redemption: Redemption): void {
  const { code = '' } = redemption.parameters
  check(redemption, 'answer.code', code !== '' && code.length <= 8000, 'bad_response', {
    found: lineOf('code', code),
    detail: { reason: 'it holds no code' },
  })
}

/** Error codes of RFC 6749 section 4.1.2.1 and OpenID Connect Core 3.1.2.6, and those that Apple and LinkedIn made up. */
function refusalOf(error: string): ProviderProblemCode {
  switch (error) {
    case 'access_denied':
    case 'user_cancelled_login':
    case 'user_cancelled_authorize':
      return 'denied'
    case 'login_required':
      return 'login_required'
    case 'interaction_required':
    case 'consent_required':
    case 'account_selection_required':
      return 'interaction_required'
    case 'unmet_authentication_requirements':
      return 'unmet_acr'
    case 'temporarily_unavailable':
    case 'server_error':
      return 'provider_busy'
    default:
      return 'provider_error'
  }
}
