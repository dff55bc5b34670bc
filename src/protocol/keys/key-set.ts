import type { PublicJwk } from './types.ts'

/** The document of the keys endpoint, RFC 7517 section 5. */
export function keySet(keys: readonly PublicJwk[]): { readonly keys: readonly PublicJwk[] } {
  return { keys }
}
