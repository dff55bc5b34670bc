import { type GrantId, looksLikeId, newOrderedId } from '../../core/ids.ts'
import { hashSecret, type Random, randomSecret } from '../../core/random.ts'

/**
 * Codes and access tokens are `<id of the grant>.<256 random bits>`. Both of an authorization name the same grant, so a store
 * finds it by its primary key and needs no index over hashes. The id is no secret: without the bits it opens nothing.
 */
const SEPARATOR = '.'

/** The code of a new grant. @param now instant in ms; later grants have greater ids */
export function newCode(random: Random, now: number): string {
  return newOrderedId<GrantId>(random, now) + SEPARATOR + randomSecret(random)
}

/** The access token of the grant that `code` belongs to. */
export function tokenFor(codeHash: string, random: Random): string {
  return grantIdOf(codeHash) + SEPARATOR + randomSecret(random)
}

/** What is stored of a handle: `<id of the grant>.<SHA-256 of the handle>`. A text that is no handle names no grant. */
export function hashHandle(handle: string): string {
  const at = handle.indexOf(SEPARATOR)
  const id = handle.slice(0, Math.max(at, 0))
  return (looksLikeId(id) ? id : '') + SEPARATOR + hashSecret(handle)
}

/** The id of the grant that a stored handle belongs to; matches none for a text that was no handle. */
export function grantIdOf(stored: string): GrantId {
  return stored.slice(0, stored.indexOf(SEPARATOR)) as GrantId
}

/** The SHA-256 within a stored handle. */
export function secretHashOf(stored: string): string {
  return stored.slice(stored.indexOf(SEPARATOR) + 1)
}
