import type { FastifyReply } from 'fastify'

/** Sends the browser on with a GET, in an answer that nothing keeps. RFC 9110 15.4.4. */
export function seeOther(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).header('location', location).header('cache-control', 'no-store').send()
}
