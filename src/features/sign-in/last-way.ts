import type { FastifyReply, FastifyRequest } from 'fastify'
import { DAY, SECOND } from '../../core/clock.ts'
import type { ProvenLogin } from './complete-login.ts'

const KEPT_S = (180 * DAY) / SECOND
const KNOWN = /^(password|code|passkey|sso\.[a-z0-9-]{1,100})$/
/** Ways by the first word of RFC 8176 that fits. */
const BY_AMR: readonly (readonly [string, LastWay])[] = [
  ['pwd', 'password'],
  ['pop', 'passkey'],
  ['otp', 'code'],
]

/** The way in which somebody logged in last in a browser; tells nothing about who. */
export type LastWay = 'password' | 'code' | 'passkey' | `sso.${string}`

/** Which way was used last in this browser; null for none. */
export function lastWay(request: FastifyRequest): LastWay | null {
  const value = request.server.browser.cookies.read(request, cookieName(request)) ?? ''
  return isWay(value) ? value : null
}

/** Remembers the way of a login in this browser. */
export function rememberWay(
  request: FastifyRequest,
  reply: FastifyReply,
  { way, amr }: Pick<ProvenLogin, 'way' | 'amr'>,
): void {
  const used = way ?? BY_AMR.find(([word]) => amr.includes(word))?.[1] ?? ''
  if (isWay(used)) request.server.browser.cookies.set(reply, cookieName(request), used, KEPT_S)
}

function isWay(value: string): value is LastWay {
  return KNOWN.test(value)
}

function cookieName({ organizer }: FastifyRequest): string {
  return `way-${organizer.slug}`
}
