import { isLocalPath } from '../../core/redirects.ts'

/** Where an organizer's pages are. */
interface Site {
  readonly origin: string
  readonly base: string
}

/**
 * A `next` from outside as a path within the organizer's pages, without the base. Null unless it leads to a page of this very
 * organizer: a path below its base, or an absolute address at its origin.
 */
export function innerPath(next: string | null | undefined, site: Site): string | null {
  if (!next) return null
  const path = next.startsWith(`${site.origin}/`) ? next.slice(site.origin.length) : next
  if (!isLocalPath(path)) return null
  const url = URL.parse(path, 'http://local')
  if (url === null || url.origin !== 'http://local') return null
  const { pathname, search, hash } = url
  if (pathname !== site.base && !pathname.startsWith(`${site.base}/`)) return null
  const inner = (pathname.slice(site.base.length) || '/') + search + hash
  return isLocalPath(inner) ? inner : null
}

/** Where a browser is sent for a stored or just checked inner path. */
export function outerPath(inner: string | null, site: Site, fallback: string): string {
  return site.base + (inner !== null && isLocalPath(inner) ? inner : fallback)
}

/** An address within the organizer's pages that carries `next` on. @param path begins with a slash, without the base */
export function withNext(
  site: Site,
  path: string,
  inner: string | null,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(more)
  if (inner !== null) query.set('next', site.base + inner)
  const text = query.toString()
  return site.base + path + (text && `?${text}`)
}
