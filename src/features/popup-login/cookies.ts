import type { FastifyReply, FastifyRequest } from 'fastify'
import { SECOND } from '../../core/clock.ts'
import { POPUP_LIFETIME_MS } from './popup-login.ts'

const NAME = /^[A-Z2-9]{10}$/
const SECRET = /^[A-Za-z0-9_-]{43}$/

/** Each popup has a cookie of its own, so that several can be open. */
function cookieName({ organizer }: FastifyRequest, popup: string): string {
  return `popup-${organizer.slug}-${popup}`
}

/** The secret of the popup with this name in the address; null for none in this browser. */
export function popupSecret(request: FastifyRequest, popup: string): string | null {
  if (!NAME.test(popup)) return null
  const secret = request.server.browser.cookies.read(request, cookieName(request, popup))
  return secret !== null && SECRET.test(secret) ? secret : null
}

export function setPopupSecret(request: FastifyRequest, reply: FastifyReply, popup: string, secret: string): void {
  request.server.browser.cookies.set(reply, cookieName(request, popup), secret, POPUP_LIFETIME_MS / SECOND)
}

export function clearPopupSecret(request: FastifyRequest, reply: FastifyReply, popup: string): void {
  request.server.browser.cookies.clear(reply, cookieName(request, popup))
}

/** Whether this browser has a popup of this organizer open. */
export function hasPopup(request: FastifyRequest): boolean {
  const prefix = request.server.browser.cookies.fullName(`popup-${request.organizer.slug}-`)
  return Object.keys(request.cookies).some((name) => name.startsWith(prefix))
}
