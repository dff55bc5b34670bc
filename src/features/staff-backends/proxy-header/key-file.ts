import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { JSONWebKeySet } from 'jose'

/** What the signatures of tokens are checked with. */
export type TokenKey =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'jwks'; readonly jwks: JSONWebKeySet }
  | { readonly kind: 'public'; readonly key: KeyObject }
  | { readonly kind: 'secret'; readonly secret: string }

/** Reads public keys; a text says why that is not possible. */
export function readKeyFile(path: string, form: 'pem' | 'jwks'): TokenKey | string {
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    return `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`
  }
  try {
    if (form === 'pem') return { kind: 'public', key: createPublicKey(content) }
    const jwks = JSON.parse(content)
    return Array.isArray(jwks?.keys) ? { kind: 'jwks', jwks } : `${path} holds no set of keys`
  } catch {
    return form === 'pem' ? `${path} holds no public key in PEM` : `${path} is not JSON`
  }
}
