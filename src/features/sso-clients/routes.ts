import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LOGO_MAX_BYTES } from '../../core/image-type.ts'
import { acceptUploads } from '../../platform/http/uploads.ts'
import { renderPage } from '../../ui/render.ts'
import { allow, policies } from '../office-access/index.ts'
import { ListPage } from './pages/list.tsx'
import { addRoutes } from './routes/add.ts'
import { type ClientPages, contextOf, type SsoClientRoutesDeps } from './routes/deps.ts'
import { editRoutes } from './routes/edit.ts'
import { endRoutes } from './routes/end.ts'
import { createSecretOnce } from './secret-once.ts'

const PAGE_SIZE = 50
/** A logo that is too large is still read, so that the form can say so and keep what was typed. */
const FORM_MAX_BYTES = 10 * LOGO_MAX_BYTES
const listQuery = z.object({ cursor: z.string().max(1000).optional().catch(undefined) })

/** Below `/control/organizer/:organizer`: the apps of an organizer, for those who may change its settings. */
export async function ssoClientRoutes(app: FastifyInstance, deps: SsoClientRoutesDeps): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      allow(request, policies.ssoClients.manage)
    })
    acceptUploads(scope, FORM_MAX_BYTES)
    const pages: ClientPages = { ...deps, secretOnce: createSecretOnce(deps.platform) }
    listRoutes(scope, pages)
    addRoutes(scope, pages)
    editRoutes(scope, pages)
    endRoutes(scope, pages)
  })
}

function listRoutes(app: FastifyInstance, pages: ClientPages): void {
  app.get('/ssoclients', async (request, reply) => {
    const { cursor } = listQuery.parse(request.query)
    const page = await pages.ssoClients.list(request.organizer.id, { limit: PAGE_SIZE, cursor })
    const total = await pages.ssoClients.count(request.organizer.id)
    return reply.html(await renderPage(ListPage({ context: contextOf(pages, request, reply), page, total })))
  })
}
