import { hashHandle } from '../handles.ts'
import { requiredParameter } from '../odd-parameters.ts'
import type { TokenRequest } from './types.ts'

/** The refresh token, as it is stored. RFC 6749 6. */
export function readRefreshToken({ host, params }: Pick<TokenRequest, 'host' | 'params'>): {
  refreshTokenHash: string
} {
  return { refreshTokenHash: hashHandle(requiredParameter(params, 'refresh_token'), host.issuer) }
}
