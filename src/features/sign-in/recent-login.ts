import type { FastifyReply, FastifyRequest } from 'fastify'
import { MINUTE } from '../../core/clock.ts'
import { innerPath, withNext } from '../../platform/http/next-path.ts'
import { visiblePath } from '../../platform/http/site.ts'
import { toLogin } from './routes/account.ts'
import type { CustomerSession } from './types.ts'

/** For changes that an unattended browser must not make: password, address, second step, data. */
export const RECENT_LOGIN_MS = 15 * MINUTE

export interface RecentLoginOptions {
  /** Instant in ms. */
  readonly now: number
  /** Page to come back to, within the organizer's pages, where the request itself is a form. */
  readonly back: string
}

/**
 * The session, if its person proved who they are within the last quarter of an hour. Otherwise null, and the browser was sent
 * to the login, which leads back.
 */
export async function requireRecentLogin(
  request: FastifyRequest,
  reply: FastifyReply,
  { now, back }: RecentLoginOptions,
): Promise<CustomerSession | null> {
  const session = await request.customerSession()
  if (session && session.authAt > now - RECENT_LOGIN_MS) return session
  if (!session) {
    toLogin(request, reply)
    return null
  }
  const { site } = request
  const next = request.method === 'GET' ? innerPath(visiblePath(request), site) : back
  reply
    .header('cache-control', 'no-store')
    .redirect(withNext(site, '/account/login', next, { reauth: '1', reason: 'recent' }), 303)
  return null
}
