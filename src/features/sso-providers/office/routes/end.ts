import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderPage } from '../../../../ui/render.ts'
import { officePath, recentLogin } from '../../../office-access/index.ts'
import { ProviderInUse } from '../../errors.ts'
import type { SsoProviderOfficeDeps } from '../deps.ts'
import { DeletePage, DisablePage } from '../pages/end.tsx'
import { actorOf, contextOf, providerOf } from './shared.ts'

/** Switching off and deleting, each after a page that tells what ends. */
export function endRoutes(app: FastifyInstance, deps: SsoProviderOfficeDeps): void {
  const { ssoProviders } = deps

  async function ask(request: FastifyRequest, reply: FastifyReply, act: 'disable' | 'delete', status = 200) {
    const provider = await providerOf(deps, request)
    const usage = await ssoProviders.usage(request.organizer.id, provider.id)
    const named = contextOf(deps, request, reply)
    const context = contextOf(deps, request, reply, named.name(provider))
    const page = act === 'delete' ? DeletePage : DisablePage
    return reply.code(status).html(await renderPage(page({ context, provider, usage })))
  }

  app.get('/ssoprovider/:id/disable', (request, reply) => ask(request, reply, 'disable'))

  app.post('/ssoprovider/:id/disable', async (request, reply) => {
    const { id } = await providerOf(deps, request)
    const provider = await ssoProviders.update(request.organizer.id, id, { isActive: false }, actorOf(request))
    const { name, own } = contextOf(deps, request, reply)
    reply.flash('ok', { key: 'ssoProvidersOffice:flash.disabled', params: { name: name(provider) } })
    return reply.redirect(own(provider), 303)
  })

  app.get('/ssoprovider/:id/delete', (request, reply) => ask(request, reply, 'delete'))

  app.post('/ssoprovider/:id/delete', async (request, reply) => {
    const provider = await providerOf(deps, request)
    if (!recentLogin(request, reply)) return reply
    try {
      await ssoProviders.remove(request.organizer.id, provider.id, actorOf(request))
    } catch (error) {
      if (error instanceof ProviderInUse) return ask(request, reply, 'delete', 409)
      throw error
    }
    const { name } = contextOf(deps, request, reply)
    reply.flash('ok', { key: 'ssoProvidersOffice:flash.deleted', params: { name: name(provider) } })
    return reply.redirect(officePath(request.organizer.slug, 'ssoproviders'), 303)
  })
}
