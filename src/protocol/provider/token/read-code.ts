import { OAuthError } from '../errors.ts'
import { hashHandle } from '../handles.ts'
import { isVisibleAscii, parameter } from '../parameters.ts'
import type { TokenRequest } from './types.ts'

/** The code and the redirect URI that the authorization request named. RFC 6749 4.1.3. */
export function readCode({ params }: Pick<TokenRequest, 'params'>): { codeHash: string; redirectUri: string } {
  const code = parameter(params, 'code')
  if (code === null) throw new OAuthError('invalid_request', 'code is missing')
  const redirectUri = parameter(params, 'redirect_uri')
  if (redirectUri === null) throw new OAuthError('invalid_request', 'redirect_uri is missing')
  if (!isVisibleAscii(redirectUri)) throw new OAuthError('invalid_grant', 'redirect_uri is not the one of the request')
  return { codeHash: hashHandle(code), redirectUri }
}
