import type { ClientRequest } from './client-authentication/types.ts'
import { CLIENT_PARAMETERS } from './client-authentication/types.ts'
import { refuseOddParameters, requiredParameter } from './odd-parameters.ts'
import { parameter } from './parameters.ts'

const LIMITS = { ...CLIENT_PARAMETERS, token: 500, token_type_hint: 200 } as const

/** A token that a client asks about. */
export interface TokenInQuestion {
  readonly token: string
  /** What the client believes it is; only says where to look first. */
  readonly hint: 'access_token' | 'refresh_token' | null
}

/** The token that a request is about, RFC 7009 2.1 and RFC 7662 2.1. A hint that nobody knows is ignored. */
export function readToken({ params }: Pick<ClientRequest, 'params'>): TokenInQuestion {
  refuseOddParameters(params, LIMITS)
  const hint = parameter(params, 'token_type_hint')
  return {
    token: requiredParameter(params, 'token'),
    hint: hint === 'access_token' || hint === 'refresh_token' ? hint : null,
  }
}
