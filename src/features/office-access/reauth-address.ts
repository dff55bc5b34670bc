import type { FastifyReply, FastifyRequest } from 'fastify'
import { fittingNext } from '../../core/redirects.ts'

export const REAUTH_PATH = '/control/reauth/'

/** Sends somebody to prove who they are, and then back to this page; what was posted is not kept. */
export function sendToReauth(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { method, originalUrl } = request
  const next = method === 'GET' || method === 'HEAD' ? originalUrl : originalUrl.split('?', 1)[0]
  return reply
    .header('cache-control', 'no-store')
    .redirect(`${REAUTH_PATH}?next=${encodeURIComponent(fittingNext(next ?? '', '/control/'))}`, 303)
}
