import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { AnonymisePage } from './anonymise.tsx'
import { customerPath, officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { changeableCustomerOf } from './find.ts'

export function confirmAnonymise({ platform, customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.anonymize)
    const { organizer, t } = request
    const customer = await changeableCustomerOf(request, customers)
    const goes: Message[] = []
    const stays: Message[] = []
    for (const holder of customers.personalData) {
      const facts = await holder.preview(platform.db.q, organizer, customer)
      goes.push(...facts.goes)
      stays.push(...facts.stays)
    }
    const context = officeContext(request, reply, [
      { text: customer.identifier, href: officePath(organizer.slug, customerPath(customer)) },
      { text: t('customers:anonymise.crumb') },
    ])
    return reply.html(await renderPage(AnonymisePage({ context, customer, goes, stays })))
  }
}

export function submitAnonymise({ customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.anonymize)
    const { organizer } = request
    const customer = await changeableCustomerOf(request, customers)
    await customers.anonymize(organizer, customer.id, requireStaff(request).actor)
    reply.flash('ok', { key: 'customers:anonymise.done', params: { identifier: customer.identifier } })
    return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
  }
}
