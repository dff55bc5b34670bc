import { hash } from 'node:crypto'

/**
 * A digest of an authorization request, so that a note about it (such as "a login was asked for at this instant") can
 * be signed for this request and no other. The order of the parameters does not matter. SHA-256, base64url.
 */
export function authorizationFingerprint(params: URLSearchParams): string {
  const sorted = new URLSearchParams(params)
  sorted.sort()
  return hash('sha256', sorted.toString(), 'base64url')
}
