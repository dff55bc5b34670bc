import type { FastifyReply, FastifyRequest } from 'fastify'
import { innerPath, withNext } from '../../../platform/http/next-path.ts'
import { visiblePath } from '../../../platform/http/site.ts'

/** Sends somebody who is not logged in to the login, and back to this page afterwards. */
export function toLogin(request: FastifyRequest, reply: FastifyReply) {
  const { site } = request
  const next = request.method === 'GET' ? innerPath(visiblePath(request), site) : null
  return reply.header('cache-control', 'no-store').redirect(withNext(site, '/account/login', next), 303)
}
