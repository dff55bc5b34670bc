import { OAuthError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import type { ClientAuthMethod, ProviderHost } from '../types.ts'
import { invalidClient } from './invalid-client.ts'
import { parseBasic } from './parse-basic.ts'

export interface ClientRequest {
  readonly host: ProviderHost
  /** The form body. */
  readonly params: URLSearchParams
  /** The `Authorization` header, null when there is none. */
  readonly authorization: string | null
}

export interface ClientCredentials {
  readonly clientId: string
  readonly secret: string | null
  readonly method: ClientAuthMethod
}

/** A client says who it is in the header or in the body, not in both. RFC 6749 2.3 and 3.2.1. */
export function readClientCredentials({ host, params, authorization }: ClientRequest): {
  credentials: ClientCredentials
} {
  const clientId = parameter(params, 'client_id')
  const secret = parameter(params, 'client_secret')
  if (authorization === null) {
    if (clientId === null) throw invalidClient(host.issuer, 'The client did not say who it is', secretSent(secret))
    return { credentials: { clientId, secret, method: secret === null ? 'none' : 'client_secret_post' } }
  }
  if (secret !== null) {
    throw new OAuthError('invalid_request', 'The client used two authentication methods: header and client_secret')
  }
  const basic = parseBasic(authorization)
  if (!basic) {
    throw invalidClient(
      host.issuer,
      'The Authorization header is not Basic with id and secret form-encoded',
      'credentials',
    )
  }
  if (clientId !== null && clientId !== basic.clientId) {
    throw new OAuthError('invalid_request', 'client_id differs from the one in the Authorization header')
  }
  return { credentials: { ...basic, method: 'client_secret_basic' } }
}

function secretSent(secret: string | null): 'credentials' | 'nothing' {
  return secret === null ? 'nothing' : 'credentials'
}
