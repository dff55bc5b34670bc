import { CLIENT_PARAMETERS } from '../client-authentication/types.ts'
import { refuseOddParameters } from '../odd-parameters.ts'
import { REDIRECT_URI_MAX_LENGTH } from '../redirect-uri-rules.ts'
import type { TokenRequest } from './types.ts'

/** The parameters of a token request that mean something here, and their longest values. */
const TOKEN_PARAMETERS = {
  ...CLIENT_PARAMETERS,
  grant_type: 200,
  code: 500,
  redirect_uri: REDIRECT_URI_MAX_LENGTH,
  code_verifier: 1000,
  refresh_token: 500,
  scope: 2000,
} as const

/** No known parameter is sent twice or is longer than anyone needs; unknown ones are ignored. RFC 6749 3.2. */
export function checkParameters({ params }: Pick<TokenRequest, 'params'>): void {
  refuseOddParameters(params, TOKEN_PARAMETERS)
}
