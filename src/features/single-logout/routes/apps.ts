import type { FastifyReply, FastifyRequest } from 'fastify'
import { contentSources } from '../../../platform/http/content-source.ts'
import { allowFrames } from '../../../platform/http/security-headers.ts'
import { seeOther } from '../../../platform/http/see-other.ts'
import { renderPage } from '../../../ui/render.ts'
import { shopFrame } from '../../organizers/index.ts'
import type { SingleLogoutRouteDeps } from '../deps.ts'
import { addressOf } from '../onward.ts'
import { AppsPage } from '../pages/apps.tsx'
import { PATHS, SEALED } from '../paths.ts'
import { queryOf } from '../read-request.ts'

/** Opens the logout addresses of the apps in frames, then goes on. Front-Channel Logout 1.0, 3. */
export function appsPage(deps: SingleLogoutRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, t } = request
    const farewell = deps.singleLogout.open(organizer, 'farewell', queryOf(request).get(SEALED) ?? '')
    if (!farewell) return seeOther(reply, site.base + PATHS.done)
    const goesTo = await addressOf(request, deps, farewell.goesOn)
    const apps = await deps.singleLogout.reached(request, farewell)
    const frames = apps.map(({ frame }) => frame).filter((frame) => frame !== null)
    if (frames.length === 0) return seeOther(reply, goesTo)
    const sources = frames.flatMap((frame) => contentSources(new URL(frame)))
    allowFrames(reply, [...new Set(sources)])
    const page = AppsPage({ frame: shopFrame(request, reply), t, organizer: organizer.name, apps, goesTo })
    return reply.html(await renderPage(page))
  }
}
