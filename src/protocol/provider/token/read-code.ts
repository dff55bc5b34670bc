import { hashHandle } from '../handles.ts'
import { requiredParameter } from '../odd-parameters.ts'
import { isVisibleAscii } from '../parameters.ts'
import { invalidGrant } from './invalid-grant.ts'
import type { TokenRequest } from './types.ts'

/** The code and the redirect URI that the authorization request named. RFC 6749 4.1.3. */
export function readCode({ host, params }: Pick<TokenRequest, 'host' | 'params'>): {
  codeHash: string
  redirectUri: string
} {
  const code = requiredParameter(params, 'code')
  const redirectUri = requiredParameter(params, 'redirect_uri')
  if (!isVisibleAscii(redirectUri)) {
    throw invalidGrant('redirect_uri_not_of_code', 'redirect_uri is not the one of the authorization request', {
      sent: redirectUri,
    })
  }
  return { codeHash: hashHandle(code, host.issuer), redirectUri }
}
