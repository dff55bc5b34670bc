import type { OAuthError, OAuthErrorCode } from './errors.ts'

/** What an endpoint that talks to programs answers. */
export interface JsonAnswer<Body> {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

export interface OAuthErrorBody {
  readonly error: OAuthErrorCode
  readonly error_description: string
}

/** RFC 6749 5.1 and 5.2: neither tokens nor refusals may be cached. */
export const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' } as const

export function errorAnswer(error: OAuthError): JsonAnswer<OAuthErrorBody> {
  return {
    status: error.status,
    headers: { ...NO_STORE, ...error.headers },
    body: { error: error.code, error_description: error.description },
  }
}
