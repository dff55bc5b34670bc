import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowEmbedding } from '../../../platform/http/security-headers.ts'
import { renderFragment } from '../../../ui/render.ts'
import { browserStateCookie } from '../../sign-in/index.ts'
import { CheckSessionPage } from '../pages/check-session.tsx'

/** The page of the provider that apps keep in a frame. Session Management 1.0, 3.2. */
export async function checkSession(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  allowEmbedding(reply)
  const page = CheckSessionPage({
    cookie: browserStateCookie(request),
    script: request.server.assets.script('check-session'),
  })
  return reply.html(`<!doctype html>${await renderFragment(page)}`)
}
