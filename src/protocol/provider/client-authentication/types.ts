import type { ProviderHost } from '../provider-host.ts'

/** A request of a client to an endpoint that talks to programs. */
export interface ClientRequest {
  readonly host: ProviderHost
  /** The form body. */
  readonly params: URLSearchParams
  /** The `Authorization` header, null when there is none. */
  readonly authorization: string | null
  /** The `DPoP` header of RFC 9449, null when there is none. */
  readonly dpop: string | null
  /** The HTTP method, in capitals. */
  readonly method: string
  /** Absolute URL of the endpoint as the client sees it, without a query. */
  readonly url: string
  /** In ms. */
  readonly now: number
}

/** Who a client says it is, and what it sent to prove it. */
export type ClientCredentials =
  | { readonly method: 'none'; readonly clientId: string }
  | {
      readonly method: 'client_secret_basic' | 'client_secret_post'
      readonly clientId: string
      readonly secret: string
    }
  | { readonly method: 'private_key_jwt'; readonly clientId: string; readonly assertion: string }

/** RFC 7523 2.2. */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** The parameters that a client proves itself with, and their longest values. They belong to no other rule. */
export const CLIENT_PARAMETERS = {
  client_id: 200,
  client_secret: 500,
  client_assertion: 8000,
  client_assertion_type: 200,
} as const
