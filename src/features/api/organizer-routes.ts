import type { FastifyInstance } from 'fastify'
import { Forbidden } from '../../core/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Organizer, type Organizers, preferredSite } from '../organizers/index.ts'
import { pageOf } from './paging.ts'
import { meShape, organizerShape } from './shapes.ts'

const MOST_LISTED = 10_000

interface Deps {
  readonly platform: Pick<Platform, 'config'>
  readonly organizers: Pick<Organizers, 'list' | 'byId'>
}

/** Below `/api/v1`: who calls, and the organizers that they work for. */
export function callerRoutes(app: FastifyInstance, { platform: { config }, organizers }: Deps): void {
  app.get('/me', async ({ caller }) => {
    if (caller.user === null) throw new Forbidden('a token is nobody', { key: 'api:onlyPeople' })
    return meShape(caller.user)
  })

  app.get('/organizers', async (request) => {
    const { user, token } = request.caller
    if (token !== null) {
      const own = await organizers.byId(token.team.organizerId)
      return pageOf(request, own ? [shape(own)] : [], config.url)
    }
    const memberId = user?.isAdmin ? undefined : user?.id
    const page = pageOf(request, await organizers.list({ limit: MOST_LISTED, memberId }), config.url)
    const found = await Promise.all(page.results.map(({ id }) => organizers.byId(id)))
    return { ...page, results: found.filter((organizer) => organizer !== null).map(shape) }
  })

  const shape = (organizer: Organizer) => {
    const { origin, base } = preferredSite(organizer, config)
    return organizerShape(organizer, `${origin}${base}/`)
  }
}

/** Below `/api/v1/organizers/:organizer`. */
export function organizerRoute(app: FastifyInstance, { platform: { config } }: Pick<Deps, 'platform'>): void {
  app.get('/', async ({ organizer }) => {
    const { origin, base } = preferredSite(organizer, config)
    return organizerShape(organizer, `${origin}${base}/`)
  })
}
