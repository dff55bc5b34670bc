import type { FastifyInstance } from 'fastify'
import { LOGIN_PATH, STAFF_COOKIE } from '../staff/index.ts'
import type { DoorDeps } from './doors.ts'

/**
 * A session whose backend is not configured any more ends at its next request: nobody could confirm who it is. After the hook
 * that finds the session.
 */
export function endSessionsOfUnknownBackends(app: FastifyInstance, { backends, platform, staff }: DoorDeps): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.staff || backends.get(request.staff.session.authBackend)) return
    const { cookies } = app.browser
    const secret = cookies.read(request, STAFF_COOKIE)
    request.staff = null
    request.viewer = null
    if (secret !== null) await staff.sessions.end(platform.db.q, secret)
    cookies.clear(reply, STAFF_COOKIE)
    reply.flash('warn', { key: 'doors:gone' })
    return reply.header('cache-control', 'no-store').redirect(LOGIN_PATH, 303)
  })
}
