import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../../core/errors.ts'
import type { OrganizerId, SsoClientId } from '../../../core/ids.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies } from '../../office-access/index.ts'
import type { SsoClients } from '../../sso-clients/index.ts'
import type { Refusal, RefusedRequests } from '../types.ts'
import { entryPages } from './context.ts'
import { DetailPage } from './detail-page.tsx'
import { appName, ListPage } from './list-page.tsx'
import { readListQuery } from './list-query.ts'

export interface RefusedRequestRoutesDeps {
  readonly refusedRequests: RefusedRequests
  readonly ssoClients: Pick<SsoClients, 'byId' | 'list'>
}

const PAGE_SIZE = 50
const drawing = entryPages({
  active: 'ssoclients',
  above: 'ssoClients:title',
  title: 'refusedRequests:title',
  page: 'ssorefusals',
})
/** So many clients can be chosen from; those on the page are named beyond that. */
const MOST_CHOICES = 250
const oneParams = z.object({ reference: z.string().max(200) })

/** Below `/control/organizer/:organizer`: why requests of apps were refused, for those who may change its settings. */
export function refusedRequestRoutes(app: FastifyInstance, deps: RefusedRequestRoutesDeps): void {
  const { refusedRequests, ssoClients } = deps

  app.addHook('onRequest', async (request) => {
    allow(request, policies.ssoClients.seeRefusals)
  })
  app.addHook('onClose', () => refusedRequests.close())

  async function namesFor(organizerId: OrganizerId, refusals: readonly Refusal[]) {
    const { clients } = await ssoClients.list(organizerId, { limit: MOST_CHOICES })
    const names = new Map<SsoClientId, string>(clients.map(({ id, name }) => [id, name]))
    for (const { client } of refusals) {
      if (client === null || names.has(client)) continue
      const found = await ssoClients.byId(organizerId, client)
      if (found) names.set(client, found.name)
    }
    return names
  }

  app.get('/ssorefusals', async (request, reply) => {
    const query = readListQuery(request.query)
    const { organizer } = request
    const found = query.reference === '' ? null : await refusedRequests.byReference(organizer.id, query.reference)
    if (found) return reply.redirect(officePath(organizer.slug, `ssorefusals/${found.reference}`), 303)
    await refusedRequests.flush()
    const page = await refusedRequests.list(organizer.id, { limit: PAGE_SIZE, ...query })
    const names = await namesFor(organizer.id, page.refusals)
    return reply.html(await renderPage(ListPage({ context: drawing(request, reply), query, page, names })))
  })

  app.get('/ssorefusals/:reference', async (request, reply) => {
    const { reference } = oneParams.parse(request.params)
    const { organizer, t } = request
    const refusal = await refusedRequests.byReference(organizer.id, reference)
    if (!refusal) throw new NotFound('refused request')
    const client = refusal.client && (await ssoClients.byId(organizer.id, refusal.client))
    const names = new Map(client ? [[client.id, client.name]] : [])
    const drawn = DetailPage({
      context: drawing(request, reply, refusal.reference),
      refusal: client ? refusal : { ...refusal, client: null },
      app: appName(t, refusal, names),
    })
    return reply.html(await renderPage(drawn))
  })
}
