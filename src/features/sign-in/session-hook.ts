import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SECOND } from '../../core/clock.ts'
import { notedState, noteLogin, noteLogout, stateOf } from './browser-state.ts'
import type { CustomerSessions } from './sessions.ts'
import type { CustomerSession } from './types.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** The secret that this browser holds for this organizer; null for none, or for what cannot be one. */
export function sessionToken(request: FastifyRequest): string | null {
  const token = request.server.browser.cookies.read(request, cookieName(request))
  return token !== null && TOKEN.test(token) ? token : null
}

export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  lifetimeMs: number,
): void {
  request.server.browser.cookies.set(reply, cookieName(request), token, Math.floor(lifetimeMs / SECOND))
  noteLogin(request, reply, token, lifetimeMs)
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  request.server.browser.cookies.clear(reply, cookieName(request))
  noteLogout(request, reply)
}

/** What `session_state` is made of; null without a session cookie. Says nothing about whether that session is alive. */
export function browserState(request: FastifyRequest): string | null {
  const token = sessionToken(request)
  return token === null ? null : stateOf(token)
}

function cookieName(request: FastifyRequest): string {
  return `customer-${request.organizer.slug}`
}

/**
 * Finds out who is logged in to the organizer of the address, once for each request, and puts the name into
 * `request.viewer`. Needs `organizerScope` before it. Without a cookie the database is not asked.
 */
export function customerSessionHook(app: FastifyInstance, sessions: CustomerSessions): void {
  if (!app.hasRequestDecorator('customerSession')) app.decorateRequest('customerSession', async () => null)
  app.addHook('onRequest', async (request, reply) => {
    let found: Promise<CustomerSession | null> | undefined
    request.customerSession = () => {
      found ??= look(request, reply, sessions)
      return found
    }
    const session = await request.customerSession()
    if (!session) {
      const wasTold = sessionToken(request) !== null && notedState(request) !== null
      if (wasTold) noteLogout(request, reply)
      return
    }
    const { name, email, locale } = session.customer
    request.viewer = { name: name || email, locale }
  })
}

async function look(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: CustomerSessions,
): Promise<CustomerSession | null> {
  const token = sessionToken(request)
  if (token === null) return null
  const { customer_accounts, customer_accounts_native } = request.organizer.settings
  if (!customer_accounts) return null
  const found = await sessions.find(request.organizer, token)
  if (!found) return null
  const { amr, identityId } = found.session
  if (!customer_accounts_native && identityId === null && amr.includes('pwd')) return null
  if (found.isProlonged) setSessionCookie(request, reply, token, sessions.lifetimeOf(request.organizer))
  else if (notedState(request) !== stateOf(token))
    noteLogin(request, reply, token, sessions.lifetimeOf(request.organizer))
  return found.session
}
