import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'
import { formatInstant, formatNumber } from '../../platform/i18n/format.ts'
import { renderPage } from '../../ui/render.ts'
import { allow, officeFrame, officePath, policies } from '../office-access/index.ts'
import { ProgressPage } from './progress-page.tsx'
import type { BulkChange, BulkChanges } from './types.ts'

const RELOAD_S = 2

const params = z.object({ id: z.string().max(40).catch('') })
const body = z.object({ action: z.enum(['go-on', 'cancel']).optional().catch(undefined) }).catch({ action: undefined })

/** Below `/control/organizer/:organizer`: how far a change of many customers is. All of it needs the right to change customers. */
export function customerBulkRoutes(app: FastifyInstance, { changes }: { changes: BulkChanges }): void {
  app.addHook('preHandler', async (request) => allow(request, policies.customers.change))

  async function changeOf(request: FastifyRequest): Promise<BulkChange> {
    const change = await changes.find(request.organizer, params.parse(request.params).id)
    if (!change) throw new NotFound('change of customers')
    return change
  }

  app.get('/customers/bulk/:id', async (request, reply) => {
    const { organizer, t, locale } = request
    const change = await changeOf(request)
    if (change.state === 'running') reply.header('refresh', String(RELOAD_S))
    const path = (page: string) => officePath(organizer.slug, page)
    const own = officeFrame(request, reply, {
      active: 'customers',
      crumbs: [{ text: t('customers:list.title'), href: path('customers') }, { text: t('customerBulk:title') }],
    })
    const context = {
      ...own,
      t,
      path,
      csrf: reply.csrfToken(),
      number: (value: number) => formatNumber(value, locale),
      instant: (value: number) => formatInstant(value, locale, organizer.timeZone),
    }
    return reply.html(await renderPage(ProgressPage({ context, change })))
  })

  app.post('/customers/bulk/:id', async (request, reply) => {
    const { organizer } = request
    const { id } = await changeOf(request)
    const { action } = body.parse(request.body)
    if (action === 'go-on') await changes.goOn(organizer, id)
    if (action === 'cancel') await changes.cancel(organizer, id)
    return reply.redirect(officePath(organizer.slug, `customers/bulk/${id}`), 303)
  })
}
