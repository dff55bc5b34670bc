/**
 * True for a path on this very site: begins with one slash, cannot be read as another host by any browser (no `//`, no
 * backslash, no control characters), and fits into a header (visible ASCII only; anything else has to be percent-encoded).
 */
export function isLocalPath(target: string): boolean {
  if (target.length > 8192 || !target.startsWith('/') || target.startsWith('//')) return false
  for (const char of target) if (char === '\\' || char < '!' || char > '~') return false
  return true
}

/**
 * Where to go next: `target` when it is a local path or an absolute address at one of `origins`, else `fallback`.
 * Everything that takes a `next` from outside goes through here, at each use.
 */
export function safeRedirect(
  target: string | undefined | null,
  fallback: string,
  origins: readonly string[] = [],
): string {
  if (!target) return fallback
  if (isLocalPath(target)) return target
  const url = URL.parse(target)
  if (url && !url.username && !url.password && origins.includes(url.origin)) return url.href
  return fallback
}

/** Longest `next` in an address that stands in a header, encoded: clients read 16 KB of headers. */
const MAX_NEXT = 4000

/** A path that fits into the `next` of an address; `fallback` for one that does not. */
export function fittingNext(path: string, fallback: string): string {
  return encodeURIComponent(path).length <= MAX_NEXT ? path : fallback
}
