import type { JWK } from 'jose'

/** More keys than this are no key set of one client. */
export const MOST_CLIENT_KEYS = 50
const MOST_CHARACTERS = 16_384
/** What only the owner of a key may know: RFC 7518 6.2.2, 6.3.2 and 6.4.1, RFC 8037 2. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** Public keys, or why a document is no set of them: a clause after "it" or the name of the document. */
export type ClientKeys = { readonly keys: readonly JWK[] } | { readonly problem: string }

/** Reads a JWK Set of a client, RFC 7517 section 5. Secrets and private keys are refused: whoever publishes one has lost it. */
export function readClientKeys(document: unknown): ClientKeys {
  const keys = isObject(document) ? document.keys : undefined
  if (!Array.isArray(keys)) return { problem: 'is no JWK Set: a JSON object with an array "keys"' }
  if (keys.length === 0) return { problem: 'has no key' }
  if (keys.length > MOST_CLIENT_KEYS) return { problem: `has more than ${MOST_CLIENT_KEYS} keys` }
  const read: JWK[] = []
  for (const key of keys) {
    if (!isJwk(key)) return { problem: 'has a key that is no JSON Web Key' }
    if (key.kty === 'oct' || PRIVATE_MEMBERS.some((name) => Object.hasOwn(key, name))) {
      return { problem: 'has a private or secret key, where only public keys belong' }
    }
    read.push(key)
  }
  return { keys: read }
}

function isJwk(key: unknown): key is JWK & { kty: string } {
  if (!isObject(key) || typeof key.kty !== 'string') return false
  const texts = ['kid', 'alg', 'use', 'crv', 'x', 'y', 'n', 'e']
  if (texts.some((name) => key[name] !== undefined && typeof key[name] !== 'string')) return false
  return JSON.stringify(key).length <= MOST_CHARACTERS
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
