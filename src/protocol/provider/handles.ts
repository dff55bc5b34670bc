import { type GrantId, looksLikeId, newOrderedId, type PushedRequestId, type RefreshId } from '../../core/ids.ts'
import { hashSecret, type Random, randomSecret } from '../../core/random.ts'

/**
 * Codes and tokens are `<id of the grant>.<256 random bits>`; those that a refresh gave have the id of that refresh between
 * the two. All of an authorization name the same grant, so a store finds it by its primary key and needs no index over
 * hashes. The ids are no secret: without the bits they open nothing.
 */
const SEPARATOR = '.'

/** The id of a new grant. @param now instant in ms; later grants have greater ids */
export function newGrantId(random: Random, now: number): GrantId {
  return newOrderedId<GrantId>(random, now)
}

/** A code or a token of this grant, or the handle of a pushed request. */
export function newHandle(id: GrantId | PushedRequestId, random: Random): string {
  return id + SEPARATOR + randomSecret(random)
}

/** A refresh token, or an access token that is issued with it. */
export function newRefreshHandle(grant: GrantId, refresh: RefreshId, random: Random): string {
  return grant + SEPARATOR + refresh + SEPARATOR + randomSecret(random)
}

/**
 * What is stored of a handle: `<id of the grant>.<SHA-256>`, with the id of the refresh between them if there is one. A
 * text that is no handle names no grant.
 * @param issuer for codes and refresh tokens, which are good at the issuer that gave them only
 */
export function hashHandle(handle: string, issuer = ''): string {
  const [grant = '', second = '', third] = handle.split(SEPARATOR, 3)
  const hash = hashSecret(issuer + handle)
  const id = looksLikeId(grant) ? grant : ''
  return third !== undefined && looksLikeId(second) ? id + SEPARATOR + second + SEPARATOR + hash : id + SEPARATOR + hash
}

/** The id of the grant that a handle or a stored handle belongs to; matches none for a text that was no handle. */
export function grantIdOf(stored: string): GrantId {
  return stored.slice(0, Math.max(stored.indexOf(SEPARATOR), 0)) as GrantId
}

/** The id of the refresh that a stored handle came from; null for codes and the tokens of the first answer. */
export function refreshIdOf(stored: string): RefreshId | null {
  const first = stored.indexOf(SEPARATOR)
  const last = stored.lastIndexOf(SEPARATOR)
  return first === last ? null : (stored.slice(first + 1, last) as RefreshId)
}

/** The SHA-256 within a stored handle. */
export function secretHashOf(stored: string): string {
  return stored.slice(stored.lastIndexOf(SEPARATOR) + 1)
}
