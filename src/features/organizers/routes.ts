import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'
import { renderPage } from '../../ui/render.ts'
import { brandSheet, shopFrame } from './frame.ts'
import { organizerLogoPath } from './logo.ts'
import type { Organizers } from './organizers.ts'
import { FrontPage } from './pages.tsx'

const brandParams = z.object({ file: z.string().max(100) })
const A_YEAR = 'public, max-age=31536000, immutable'

/** The organizer's public page. */
export function organizerPageRoutes(app: FastifyInstance): void {
  app.get('/', async (request, reply) => {
    const { organizer, site, t } = request
    return reply.html(await renderPage(FrontPage({ frame: shopFrame(request, reply), organizer, base: site.base, t })))
  })
}

/** Colour and logo of an organizer: files with a hash in their name, without cookies, cached for ever. */
export function organizerBrandRoutes(app: FastifyInstance, deps: { organizers: Organizers }): void {
  app.get('/brand/:file', async (request, reply) => {
    const { file } = brandParams.parse(request.params)
    const { organizer } = request
    const sheet = brandSheet(organizer.brandColor)
    if (file.endsWith('.css')) {
      const current = file === `${sheet.hash}.css`
      return reply
        .type('text/css; charset=utf-8')
        .header('cache-control', current ? A_YEAR : 'no-cache')
        .send(sheet.css)
    }
    const logo = file.startsWith('logo-') ? await deps.organizers.logo(organizer.id) : null
    if (!logo) throw new NotFound('logo')
    const isCurrent = `/brand/${file}` === organizerLogoPath({ logoHash: logo.sha256 })
    return reply
      .type(logo.mediaType)
      .header('cache-control', isCurrent ? A_YEAR : 'no-cache')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(Buffer.from(logo.data))
  })
}
