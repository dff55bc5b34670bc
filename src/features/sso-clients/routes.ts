import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../../config.ts'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { looksLikeId, type SsoClientId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { renderPage } from '../../ui/render.ts'
import { officePath, requirePermission, requireStaff } from '../staff/index.ts'
import { type ClientFormValues, inputOf, NEW_CLIENT, readClientForm, valuesOf } from './forms.ts'
import { drawing, type PageContext } from './page-context.ts'
import { AddPage } from './pages/add.tsx'
import { DeletePage } from './pages/delete.tsx'
import { EditPage } from './pages/edit.tsx'
import { ListPage } from './pages/list.tsx'
import { createSecretOnce } from './secret-once.ts'
import type { SsoClient, SsoClients } from './types.ts'

export interface SsoClientRoutesDeps {
  readonly platform: Platform
  readonly ssoClients: SsoClients
}

const PAGE_SIZE = 50
const listQuery = z.object({ cursor: z.string().max(1000).optional().catch(undefined) })
const oneParams = z.object({ id: z.string().max(50) })

/** Below `/control/organizer/:organizer`: the apps of an organizer, for those who may change its settings. */
export async function ssoClientRoutes(app: FastifyInstance, deps: SsoClientRoutesDeps): Promise<void> {
  await app.register(async (scope) => clientPages(scope, deps))
}

function clientPages(app: FastifyInstance, { platform, ssoClients }: SsoClientRoutesDeps): void {
  const config: Config = platform.config
  const secretOnce = createSecretOnce(platform)

  app.addHook('onRequest', async (request) => {
    requirePermission(request, 'settings:write')
  })

  async function clientOf(request: FastifyRequest): Promise<SsoClient> {
    const { id } = oneParams.parse(request.params)
    const client = looksLikeId(id) ? await ssoClients.byId(request.organizer.id, id as SsoClientId) : null
    if (!client) throw new NotFound('SSO client')
    return client
  }

  const context = (request: FastifyRequest, reply: FastifyReply, crumb?: string): PageContext =>
    drawing(request, reply, config, crumb)

  app.get('/ssoclients', async (request, reply) => {
    const { cursor } = listQuery.parse(request.query)
    const page = await ssoClients.list(request.organizer.id, { limit: PAGE_SIZE, cursor })
    const total = await ssoClients.count(request.organizer.id)
    return reply.html(await renderPage(ListPage({ context: context(request, reply), page, total })))
  })

  async function showAdd(request: FastifyRequest, reply: FastifyReply, values: ClientFormValues, wrong?: InvalidInput) {
    const { t } = request
    const drawn = AddPage({ context: context(request, reply, t('ssoClients:create')), values, wrong })
    return reply.code(wrong ? 422 : 200).html(await renderPage(drawn))
  }

  app.get('/ssoclient/add', (request, reply) => showAdd(request, reply, NEW_CLIENT))

  app.post('/ssoclient/add', async (request, reply) => {
    let values = NEW_CLIENT
    try {
      values = readClientForm(request.body)
      const input = inputOf(values, [])
      const { client, secret } = await ssoClients.create(request.organizer.id, input, requireStaff(request).actor)
      keepSecret(request, reply, client, secret, true)
      reply.flash('ok', { key: 'ssoClients:flash.created', params: { name: client.name } })
      return reply.redirect(officePath(request.organizer.slug, `ssoclient/${client.id}/edit`), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showAdd(request, reply, values, error)
    }
  })

  async function showEdit(
    request: FastifyRequest,
    reply: FastifyReply,
    client: SsoClient,
    values: ClientFormValues,
    wrong?: InvalidInput,
  ) {
    const { user } = requirePermission(request, 'settings:write')
    const shown = wrong ? null : secretOnce.take(request, reply, user.id, client.id)
    const drawn = EditPage({ context: context(request, reply, client.name), client, values, wrong, shown })
    return reply.code(wrong ? 422 : 200).html(await renderPage(drawn))
  }

  app.get('/ssoclient/:id/edit', async (request, reply) => {
    const client = await clientOf(request)
    return showEdit(request, reply, client, valuesOf(client))
  })

  app.post('/ssoclient/:id/edit', async (request, reply) => {
    const before = await clientOf(request)
    let values = valuesOf(before)
    try {
      values = readClientForm(request.body)
      const { client, secret } = await save(request, before, values)
      keepSecret(request, reply, client, secret, before.secretHash === null)
      reply.flash('ok', { key: 'ssoClients:flash.saved', params: { name: client.name } })
      return reply.redirect(officePath(request.organizer.slug, `ssoclient/${client.id}/edit`), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showEdit(request, reply, before, values, error)
    }
  })

  async function save(request: FastifyRequest, before: SsoClient, values: ClientFormValues) {
    const [organizerId, actor] = [request.organizer.id, requireStaff(request).actor]
    const saved = await ssoClients.update(organizerId, before.id, inputOf(values, before.responseTypes), actor)
    const renew = values.regenerate && saved.secret === null && saved.client.secretHash !== null
    return renew ? ssoClients.regenerateSecret(organizerId, before.id, actor) : saved
  }

  function keepSecret(
    request: FastifyRequest,
    reply: FastifyReply,
    client: SsoClient,
    secret: string | null,
    isNew: boolean,
  ): void {
    const { user } = requirePermission(request, 'settings:write')
    if (secret !== null) secretOnce.put(reply, user.id, client.id, { secret, isNew })
  }

  app.get('/ssoclient/:id/delete', async (request, reply) => {
    const client = await clientOf(request)
    return reply.html(await renderPage(DeletePage({ context: context(request, reply, client.name), client })))
  })

  app.post('/ssoclient/:id/delete', async (request, reply) => {
    const client = await clientOf(request)
    await ssoClients.remove(request.organizer.id, client.id, requireStaff(request).actor)
    reply.flash('ok', { key: 'ssoClients:flash.deleted', params: { name: client.name } })
    return reply.redirect(officePath(request.organizer.slug, 'ssoclients'), 303)
  })
}
