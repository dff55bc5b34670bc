import type { Site } from '../../platform/http/site.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { pageError } from './authorization-page.ts'

/** `isLocalPath` takes no longer ones. */
const LONGEST_PATH = 8000

/**
 * The path of an authorization request of this organizer.
 * @throws FoyerError when it is too long to come back
 */
export function authorizePath(site: Site, params: URLSearchParams): string {
  const path = `${site.base}${ENDPOINTS.authorization}?${params}`
  if (path.length > LONGEST_PATH) throw pageError('too_long', 'the authorization request is too long')
  return path
}

/** The parameters of a path that `authorizePath` could have made; null for any other. */
export function authorizeParams(site: Site, path: string): URLSearchParams | null {
  const start = `${site.base}${ENDPOINTS.authorization}?`
  return path.startsWith(start) ? new URLSearchParams(path.slice(start.length)) : null
}
