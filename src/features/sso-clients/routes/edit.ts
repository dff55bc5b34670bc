import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InvalidInput } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, policies } from '../../office-access/index.ts'
import { valuesOf } from '../form/client-values.ts'
import { readClientForm } from '../form/read-form.ts'
import { inputOf } from '../form/to-input.ts'
import type { ClientFormValues } from '../form/values.ts'
import { EditPage } from '../pages/edit.tsx'
import { DEFAULTS } from '../rules.ts'
import type { ClientWithSecret, SsoClient } from '../types.ts'
import {
  actorOf,
  type ClientPages,
  clientOf,
  contextOf,
  editPath,
  formOf,
  keepSecret,
  logoOf,
  wrongOf,
} from './deps.ts'

const shownQuery = z.object({ issuer: z.coerce.number().int().min(0).max(1000).catch(0) })

/** One client: what its app needs to know, and its settings. */
export function editRoutes(app: FastifyInstance, pages: ClientPages): void {
  const { ssoClients, secretOnce, platform, sections = [] } = pages

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    client: SsoClient,
    values: ClientFormValues,
    wrong?: InvalidInput,
  ) {
    const { user } = allow(request, policies.ssoClients.manage)
    const context = contextOf(pages, request, reply, client.name)
    const { formerSecret } = client
    const page = EditPage({
      context,
      client,
      form: formOf(request, values, valuesOf(DEFAULTS), wrong, context.logo(client)),
      shown: wrong ? null : secretOnce.take(request, reply, user.id, client.id),
      formerUntil: formerSecret && formerSecret.expiresAt > platform.clock.now() ? formerSecret.expiresAt : null,
      issuer: shownQuery.parse(request.query).issuer,
      testHref: editPath(request, client, 'test'),
      sections: await Promise.all(sections.map((section) => section(request, client))),
    })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }

  app.get('/ssoclient/:id/edit', async (request, reply) => {
    const client = await clientOf(pages, request)
    return show(request, reply, client, valuesOf(client))
  })

  app.post('/ssoclient/:id/edit', async (request, reply) => {
    const before = await clientOf(pages, request)
    let values = valuesOf(before)
    try {
      values = readClientForm(request.body, values)
      const { client, secret } = await save(request, before, values)
      keepSecret(pages, request, reply, client, { secret, isNew: before.secretHash === null })
      reply.flash('ok', { key: 'ssoClients:flash.saved', params: { name: client.name } })
      const isEnding = before.isActive && !values.tick.is_active
      return reply.redirect(editPath(request, client, isEnding ? 'disable' : 'edit'), 303)
    } catch (error) {
      return show(request, reply, before, values, wrongOf(error))
    }
  })

  /** Switching off is asked about on a page of its own, after everything else is saved. */
  async function save(request: FastifyRequest, before: SsoClient, values: ClientFormValues): Promise<ClientWithSecret> {
    const [organizerId, actor] = [request.organizer.id, actorOf(request)]
    const logo = logoOf(request.body)
    const overlapS = Number(values.text.secret_overlap)
    const input = { ...inputOf(values), isActive: before.isActive || values.tick.is_active }
    const saved = await ssoClients.update(organizerId, before.id, input, actor)
    if (logo) await ssoClients.setLogo(organizerId, before.id, logo, actor)
    else if (values.tick.remove_logo) await ssoClients.removeLogo(organizerId, before.id, actor)
    const renews = values.tick.regenerate && saved.secret === null && saved.client.secretHash !== null
    return renews ? ssoClients.regenerateSecret(organizerId, before.id, actor, { overlapS }) : saved
  }

  app.post('/ssoclient/:id/endsecret', async (request, reply) => {
    const { id } = await clientOf(pages, request)
    const client = await ssoClients.endFormerSecret(request.organizer.id, id, actorOf(request))
    reply.flash('ok', { key: 'ssoClients:flash.secretEnded', params: { name: client.name } })
    return reply.redirect(editPath(request, client), 303)
  })
}
