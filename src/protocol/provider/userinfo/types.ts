import type { ProviderHost } from '../types.ts'

export interface UserinfoRequest {
  readonly host: ProviderHost
  /** The `Authorization` header, null when there is none. */
  readonly authorization: string | null
  /** The form body of a POST, null for a GET or when the body is no form. */
  readonly params: URLSearchParams | null
  /** In ms. */
  readonly now: number
}
