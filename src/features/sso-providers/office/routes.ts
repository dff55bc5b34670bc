import type { FastifyInstance } from 'fastify'
import { acceptUploads } from '../../../platform/http/uploads.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, may, policies } from '../../office-access/index.ts'
import { ICON_MAX_BYTES } from '../icon.ts'
import type { SsoProviderOfficeDeps } from './deps.ts'
import { ListPage } from './pages/list.tsx'
import { addRoutes } from './routes/add.ts'
import { customerRoutes } from './routes/customers.ts'
import { editRoutes } from './routes/edit.ts'
import { endRoutes } from './routes/end.ts'
import { contextOf } from './routes/shared.ts'

/** An icon that is too large is still read, so that the form can say so and keep what was typed. */
const FORM_MAX_BYTES = 20 * ICON_MAX_BYTES

/** Below `/control/organizer/:organizer`: the SSO providers of an organizer, for those who may change its settings. */
export async function ssoProviderOfficeRoutes(app: FastifyInstance, deps: SsoProviderOfficeDeps): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      allow(request, policies.ssoProviders.manage)
    })
    acceptUploads(scope, FORM_MAX_BYTES)
    listRoutes(scope, deps)
    addRoutes(scope, deps)
    editRoutes(scope, deps)
    endRoutes(scope, deps)
    customerRoutes(scope, deps)
  })
}

function listRoutes(app: FastifyInstance, deps: SsoProviderOfficeDeps): void {
  const { ssoProviders } = deps
  app.get('/ssoproviders', async (request, reply) => {
    const { id } = request.organizer
    const providers = await Promise.all(
      (await ssoProviders.list(id)).map(async (provider) => ({
        provider,
        usage: await ssoProviders.usage(id, provider.id),
      })),
    )
    const seesLogins = may(request, policies.ssoProviders.seeLogins)
    const context = contextOf(deps, request, reply)
    return reply.html(await renderPage(ListPage({ context, providers, seesLogins })))
  })
}
