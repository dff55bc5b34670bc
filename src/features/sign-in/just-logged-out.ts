import type { FastifyReply, FastifyRequest } from 'fastify'
import { MINUTE, SECOND } from '../../core/clock.ts'

const REMEMBERED_S = (30 * MINUTE) / SECOND

/** Whether somebody logged out in this browser a moment ago: then nobody is logged in again without a click. */
export function hasJustLoggedOut(request: FastifyRequest): boolean {
  return request.server.browser.cookies.read(request, cookieName(request)) === '1'
}

export function noteLoggedOut(request: FastifyRequest, reply: FastifyReply): void {
  request.server.browser.cookies.set(reply, cookieName(request), '1', REMEMBERED_S)
}

/** To be called when somebody logs in. */
export function forgetLogout(request: FastifyRequest, reply: FastifyReply): void {
  if (hasJustLoggedOut(request)) request.server.browser.cookies.clear(reply, cookieName(request))
}

function cookieName({ organizer }: FastifyRequest): string {
  return `left-${organizer.slug}`
}
