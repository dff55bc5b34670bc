import { absoluteUrl, type Site } from '../../platform/http/site.ts'

/** Where a login at a provider begins, below an organizer's pages. */
export function startPath(slug: string): string {
  return `/account/login/${slug}/`
}

/** The address to register at a provider: where people come back to. */
export function redirectUri(site: Site, slug: string): string {
  return absoluteUrl(site, `/account/login/${slug}/return`)
}

/** Where a provider finds the public keys with which we sign for `private_key_jwt`. */
export function keysUri(site: Site, slug: string): string {
  return absoluteUrl(site, `/account/login/${slug}/keys`)
}
