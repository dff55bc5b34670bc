import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { InvalidInput } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { newClientValues } from '../form/client-values.ts'
import { readClientForm } from '../form/read-form.ts'
import { inputOf } from '../form/to-input.ts'
import type { ClientFormValues } from '../form/values.ts'
import { AddPage } from '../pages/add.tsx'
import { actorOf, type ClientPages, contextOf, editPath, formOf, keepSecret, logoOf, wrongOf } from './deps.ts'

/** A new client. */
export function addRoutes(app: FastifyInstance, pages: ClientPages): void {
  const { ssoClients } = pages
  const standardOf = ({ organizer }: FastifyRequest) => newClientValues(organizer.settings.sso_high_security)

  async function show(request: FastifyRequest, reply: FastifyReply, values: ClientFormValues, wrong?: InvalidInput) {
    const context = contextOf(pages, request, reply, request.t('ssoClients:create'))
    const form = formOf(request, values, standardOf(request), wrong)
    return reply.code(wrong ? 422 : 200).html(await renderPage(AddPage({ context, form })))
  }

  app.get('/ssoclient/add', (request, reply) => show(request, reply, standardOf(request)))

  app.post('/ssoclient/add', async (request, reply) => {
    const { organizer } = request
    let values = standardOf(request)
    try {
      values = readClientForm(request.body, values)
      const logo = logoOf(request.body)
      const { client, secret } = await ssoClients.create(organizer.id, inputOf(values), actorOf(request))
      if (logo) await ssoClients.setLogo(organizer.id, client.id, logo, actorOf(request))
      keepSecret(pages, request, reply, client, { secret, isNew: true })
      reply.flash('ok', { key: 'ssoClients:flash.created', params: { name: client.name } })
      return reply.redirect(editPath(request, client), 303)
    } catch (error) {
      return show(request, reply, values, wrongOf(error))
    }
  })
}
