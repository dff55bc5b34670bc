import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../../core/errors.ts'
import { looksLikeId, type SsoClientId } from '../../../core/ids.ts'
import { formatInstant, formatNumber } from '../../../platform/i18n/format.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officeFrame, officePath, policies } from '../../office-access/index.ts'
import type { SsoClient, SsoClients } from '../../sso-clients/index.ts'
import type { ConnectionTest } from '../types.ts'
import { type PageContext, TestPage } from './test-page.tsx'

export interface ConnectionTestRoutesDeps {
  readonly ssoClients: Pick<SsoClients, 'byId'>
  readonly connectionTest: ConnectionTest
}

const oneParams = z.object({ id: z.string().max(50).catch('') })

/** Below `/control/organizer/:organizer`: tests the connection of one app, for those who may change its settings. */
export function connectionTestRoutes(app: FastifyInstance, deps: ConnectionTestRoutesDeps): void {
  app.addHook('onRequest', async (request) => {
    allow(request, policies.ssoClients.test)
  })

  async function clientOf(request: FastifyRequest): Promise<SsoClient> {
    const { id } = oneParams.parse(request.params)
    const client = looksLikeId(id) ? await deps.ssoClients.byId(request.organizer.id, id as SsoClientId) : null
    if (!client) throw new NotFound('SSO client')
    return client
  }

  app.get('/ssoclient/:id/test', async (request, reply) => {
    const client = await clientOf(request)
    return reply.html(await renderPage(TestPage({ context: contextOf(request, reply, client), client, report: null })))
  })

  app.post('/ssoclient/:id/test', async (request, reply) => {
    const client = await clientOf(request)
    const report = await deps.connectionTest.run(request.organizer, client)
    return reply.html(await renderPage(TestPage({ context: contextOf(request, reply, client), client, report })))
  })
}

function contextOf(request: FastifyRequest, reply: FastifyReply, client: SsoClient): PageContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  return {
    ...officeFrame(request, reply, {
      active: 'ssoclients',
      crumbs: [
        { text: t('ssoClients:title'), href: path('ssoclients') },
        { text: client.name, href: path(`ssoclient/${client.id}/edit`) },
        { text: t('connectionTest:crumb') },
      ],
    }),
    t,
    csrf: reply.csrfToken(),
    path,
    instant: (ms) => formatInstant(ms, locale, organizer.timeZone),
    seconds: (ms) => formatNumber(Math.round(ms / 100) / 10, locale),
  }
}
