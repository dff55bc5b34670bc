import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderPage } from '../../../ui/render.ts'
import { officePath } from '../../office-access/index.ts'
import { EndPage } from '../pages/end.tsx'
import { actorOf, type ClientPages, clientOf, contextOf, editPath } from './deps.ts'

/** Switching off and deleting, each after a page that tells what ends. */
export function endRoutes(app: FastifyInstance, pages: ClientPages): void {
  const { ssoClients } = pages

  async function ask(request: FastifyRequest, reply: FastifyReply, act: 'disable' | 'delete') {
    const client = await clientOf(pages, request)
    const access = await ssoClients.accessOf(request.organizer.id, client.id)
    const context = contextOf(pages, request, reply, client.name)
    return reply.html(await renderPage(EndPage({ context, client, access, act })))
  }

  app.get('/ssoclient/:id/disable', (request, reply) => ask(request, reply, 'disable'))

  app.post('/ssoclient/:id/disable', async (request, reply) => {
    const { id } = await clientOf(pages, request)
    const { client } = await ssoClients.update(request.organizer.id, id, { isActive: false }, actorOf(request))
    reply.flash('ok', { key: 'ssoClients:flash.disabled', params: { name: client.name } })
    return reply.redirect(editPath(request, client), 303)
  })

  app.get('/ssoclient/:id/delete', (request, reply) => ask(request, reply, 'delete'))

  app.post('/ssoclient/:id/delete', async (request, reply) => {
    const client = await clientOf(pages, request)
    await ssoClients.remove(request.organizer.id, client.id, actorOf(request))
    reply.flash('ok', { key: 'ssoClients:flash.deleted', params: { name: client.name } })
    return reply.redirect(officePath(request.organizer.slug, 'ssoclients'), 303)
  })
}
