import type { FastifyReply, FastifyRequest } from 'fastify'
import { TooManyRequests } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { requirePermission, staffActor } from '../../staff/index.ts'
import { customerPath, officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { DetailPage } from './detail.tsx'
import { changeableCustomerOf, customerOf } from './find.ts'
import { toTimeline } from './history.ts'
import { COUNT_LIMIT, ListPage } from './list.tsx'
import { PAGE_SIZE, readListQuery } from './list-query.ts'

const HISTORY_LENGTH = 50

export function customerList({ customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    requirePermission(request, 'customers:read')
    const { id } = request.organizer
    const query = readListQuery(request.query)
    const [counts, page, found] = await Promise.all([
      customers.counts(id),
      customers.list(id, { ...query, limit: PAGE_SIZE }),
      query.search === '' ? null : customers.countFound(id, query, COUNT_LIMIT + 1),
    ])
    return reply.html(
      await renderPage(ListPage({ context: officeContext(request, reply), query, page, counts, found })),
    )
  }
}

export function customerPage({ customers, audit }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    requirePermission(request, 'customers:read')
    const customer = await customerOf(request, customers)
    const object = { type: 'customer', id: customer.id } as const
    const entries = await audit.list(request.organizer.id, { limit: HISTORY_LENGTH, object })
    const context = officeContext(request, reply, [{ text: customer.identifier }])
    return reply.html(await renderPage(DetailPage({ context, customer, history: toTimeline(entries, context) })))
  }
}

/** "Send reset link". */
export function sendLink({ customers, sendPasswordLink }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    requirePermission(request, 'customers:write')
    const { organizer } = request
    const customer = await changeableCustomerOf(request, customers)
    if (!organizer.settings.customer_accounts_native) {
      reply.flash('warn', { key: 'customers:detail.resetOff' })
    } else {
      try {
        const isSent = await sendPasswordLink(organizer, customer, staffActor(request))
        if (isSent) reply.flash('ok', { key: 'customers:detail.resetSent', params: { email: customer.email ?? '' } })
        else reply.flash('warn', { key: 'customers:detail.resetRefused' })
      } catch (error) {
        if (!(error instanceof TooManyRequests)) throw error
        reply.flash('warn', { key: 'customers:detail.resetTooMany' })
      }
    }
    return reply.redirect(`/control/organizer/${organizer.slug}/${customerPath(customer)}`, 303)
  }
}
