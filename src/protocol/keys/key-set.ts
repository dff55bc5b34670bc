import type { PublicJwk } from './types.ts'

export interface KeySet {
  readonly keys: readonly PublicJwk[]
}

const sets = new WeakMap<readonly PublicJwk[], KeySet>()

/** The document of the keys endpoint, RFC 7517 section 5. The same keys in the same array give the same document. */
export function keySet(keys: readonly PublicJwk[]): KeySet {
  let set = sets.get(keys)
  if (!set) {
    set = { keys }
    sets.set(keys, set)
  }
  return set
}
