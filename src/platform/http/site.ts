import type { FastifyRequest } from 'fastify'

/** Where an organizer's pages are, as this request reached them: under a path of the main address or at a domain of its own. */
export interface Site {
  /** `https://tickets.example`, without a trailing slash. */
  readonly origin: string
  /** `/acme` on the main address, the empty text on a custom domain. */
  readonly base: string
}

/** The absolute address of a path within an organizer's pages. @param path begins with a slash */
export function absoluteUrl(site: Site, path: string): string {
  return site.origin + site.base + path
}

/** Finds the slug of the organizer that a host belongs to; null for the main address and for unknown hosts. */
export type HostLookup = (host: string) => string | null

const customHosts = new WeakMap<object, string>()

/** Paths that are the same on every host. */
const SHARED = /^\/(assets|healthz|readyz|metrics)(\/|\?|$)/

/**
 * Puts the organizer's slug before the path of a request that came in through a custom domain, so that one set of routes
 * serves both forms.
 */
export function rewriteToOrganizer(
  raw: { url?: string | undefined },
  host: string | undefined,
  lookup: HostLookup,
): string {
  const url = raw.url ?? '/'
  const name = (host ?? '').toLowerCase()
  const slug = name ? lookup(name) : null
  if (slug === null || SHARED.test(url)) return url
  customHosts.set(raw, name)
  return `/${slug}${url}`
}

/** The site of a request to an organizer's page. @param mainOrigin the configured public address */
export function siteOf(request: FastifyRequest, slug: string, mainOrigin: string): Site {
  return siteAt(customHosts.get(request.raw) ?? null, slug, mainOrigin)
}

/** The site of an organizer at a domain of its own, or with null at the main address. */
export function siteAt(host: string | null, slug: string, mainOrigin: string): Site {
  if (host === null) return { origin: mainOrigin, base: `/${slug}` }
  return { origin: `${new URL(mainOrigin).protocol}//${host}`, base: '' }
}

/** The organizer's own domain that a site is at; null at the main address. The inverse of `siteAt`. */
export function customHostOf(site: Site): string | null {
  return site.base === '' ? new URL(site.origin).host : null
}

/** The path and query that the browser asked for, before `rewriteToOrganizer`. */
export function visiblePath(request: FastifyRequest): string {
  return request.originalUrl
}
