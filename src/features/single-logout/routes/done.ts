import type { FastifyReply, FastifyRequest } from 'fastify'
import { seeOther } from '../../../platform/http/see-other.ts'
import { renderPage } from '../../../ui/render.ts'
import { shopFrame } from '../../organizers/index.ts'
import type { SingleLogoutRouteDeps } from '../deps.ts'
import { DonePage } from '../pages/done.tsx'
import { problemOf, type ShownProblem } from '../problems.ts'
import type { KeptWish } from '../types.ts'

/** The end of a logout that leads to no app. Somebody who is logged in is in the wrong place here. */
export async function donePage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (await request.customerSession()) return seeOther(reply, `${request.site.base}/`)
  return show(request, reply, null)
}

/** The same for a request with a fault, which is named. */
export async function showDone(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SingleLogoutRouteDeps,
  wish: KeptWish,
): Promise<FastifyReply> {
  return show(request, reply, await problemOf(request, deps, wish))
}

async function show(request: FastifyRequest, reply: FastifyReply, problem: ShownProblem | null) {
  const { organizer, site, t } = request
  const page = DonePage({
    frame: shopFrame(request, reply),
    t,
    organizer: organizer.name,
    problem,
    links: { shop: `${site.base}/`, logIn: `${site.base}/account/login` },
  })
  return reply.html(await renderPage(page))
}
