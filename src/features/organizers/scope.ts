import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { NotFound } from '../../core/errors.ts'
import { type Site, siteOf } from '../../platform/http/site.ts'
import type { Organizers } from './organizers.ts'
import type { Organizer } from './types.ts'

/** Everything below `/:organizer`: finds the organizer and tells where its pages are. Unknown ones are 404. */
export function organizerScope(app: FastifyInstance, deps: { organizers: Organizers; config: Config }): void {
  const mainOrigin = deps.config.url
  if (!app.hasRequestDecorator('organizer')) {
    app.decorateRequest('organizer', null as unknown as Organizer)
    app.decorateRequest('site', null as unknown as Site)
  }
  app.addHook('onRequest', async (request) => {
    const { organizer: slug } = request.params as { organizer: string }
    const organizer = await deps.organizers.bySlug(slug)
    if (!organizer) throw new NotFound('organizer')
    request.organizer = organizer
    request.site = siteOf(request, slug, mainOrigin)
    request.fallbackLocale = organizer.locale
  })
}

/**
 * The site of an organizer where no request tells it, as in mails that staff or the command line cause: the first custom
 * domain, else the main address.
 */
export function preferredSite(organizer: Organizer, config: Config): Site {
  const [domain] = organizer.domains
  if (domain === undefined) return { origin: config.url, base: `/${organizer.slug}` }
  return { origin: `${new URL(config.url).protocol}//${domain}`, base: '' }
}
