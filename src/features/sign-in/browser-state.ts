import type { FastifyReply, FastifyRequest } from 'fastify'
import { DAY, SECOND } from '../../core/clock.ts'
import { hashSecret } from '../../core/random.ts'

/** What the cookie says where nobody is logged in any more. */
const LOGGED_OUT = 'none'
/** How long that is remembered, in seconds. */
const LOGGED_OUT_S = (14 * DAY) / SECOND

/**
 * The login of this browser as scripts may know it: another one after each login, of no use to log in. OpenID Connect Session
 * Management 1.0, 4.2 ("OP browser state").
 * @param token the secret of the session
 */
export function stateOf(token: string): string {
  return hashSecret(`browser state ${token}`)
}

/** Full name of the cookie that holds the state of this organizer's logins. */
export function browserStateCookie({ organizer, server }: FastifyRequest): string {
  return server.browser.cookies.fullName(nameAt(organizer.slug))
}

/** Tells scripts of the login with this secret. @param lifetimeMs of the session */
export function noteLogin(request: FastifyRequest, reply: FastifyReply, token: string, lifetimeMs: number): void {
  const { cookies } = request.server.browser
  cookies.setReadable(reply, nameAt(request.organizer.slug), stateOf(token), Math.floor(lifetimeMs / SECOND))
}

/** Tells scripts that nobody is logged in. */
export function noteLogout(request: FastifyRequest, reply: FastifyReply): void {
  const { cookies } = request.server.browser
  cookies.setReadable(reply, nameAt(request.organizer.slug), LOGGED_OUT, LOGGED_OUT_S)
}

/** What scripts of this browser were told last; null for nothing, and after a logout. */
export function notedState(request: FastifyRequest): string | null {
  const state = request.server.browser.cookies.read(request, nameAt(request.organizer.slug))
  return state === LOGGED_OUT ? null : state
}

function nameAt(slug: string): string {
  return `state-${slug}`
}
