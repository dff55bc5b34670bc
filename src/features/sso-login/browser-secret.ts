import type { FastifyReply, FastifyRequest } from 'fastify'
import { SECOND } from '../../core/clock.ts'
import { hashSecret } from '../../core/random.ts'
import { KEPT_MS } from './attempts.ts'

/** Logins under way in one browser; the oldest make room. */
export const MAX_PER_BROWSER = 20
/** Names hold this much of the hash of the state. */
const HASH_LENGTH = 10
const VALUE = /^([0-9a-z]{1,12})\.([A-Za-z0-9_-]{43})$/

/**
 * Each attempt has a cookie of its own, so that those of many tabs that set out at once do not write over one another.
 * @param startedAt in ms; by it the oldest is found
 */
export function setBrowserSecret(
  request: FastifyRequest,
  reply: FastifyReply,
  { state, secret, startedAt }: { readonly state: string; readonly secret: string; readonly startedAt: number },
): void {
  const { cookies } = request.server.browser
  for (const name of surplus(request)) cookies.clear(reply, name)
  cookies.set(reply, cookieName(request, state), `${startedAt.toString(36)}.${secret}`, KEPT_MS / SECOND)
}

/** The secret with which this browser set out for this `state`; null in any other browser. */
export function browserSecret(request: FastifyRequest, state: string): string | null {
  const value = request.server.browser.cookies.read(request, cookieName(request, state))
  return VALUE.exec(value ?? '')?.[2] ?? null
}

/** Names of the cookies that have to go so that there is room for one more. */
function surplus(request: FastifyRequest): string[] {
  const { cookies } = request.server.browser
  const prefix = cookies.fullName(prefixOf(request))
  const known = Object.entries(request.cookies).filter(
    ([name]) => name.startsWith(prefix) && name.length === prefix.length + HASH_LENGTH,
  )
  if (known.length < MAX_PER_BROWSER) return []
  const age = (value: string | undefined) => Number.parseInt(VALUE.exec(value ?? '')?.[1] ?? '0', 36)
  return known
    .sort(([, a], [, b]) => age(a) - age(b))
    .slice(0, known.length - MAX_PER_BROWSER + 1)
    .map(([name]) => prefixOf(request) + name.slice(prefix.length))
}

function cookieName(request: FastifyRequest, state: string): string {
  return prefixOf(request) + hashSecret(state).slice(0, HASH_LENGTH)
}

function prefixOf({ organizer }: FastifyRequest): string {
  return `sso-${organizer.slug}-`
}
