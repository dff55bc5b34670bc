import type { ClientRequest } from '../client-authentication/types.ts'

export interface UserinfoRequest extends Omit<ClientRequest, 'params'> {
  /** The form body of a POST, null for a GET or when the body is no form. */
  readonly params: URLSearchParams | null
}

/** An access token, and the scheme that it was sent with: in the body it is a bearer token. */
export interface SentToken {
  readonly accessToken: string
  readonly scheme: 'Bearer' | 'DPoP'
}
