import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import type { Customer, Customers } from '../../customers/index.ts'
import { allow, officeFrame, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { findApp } from '../apps.ts'
import type { ConnectedAppsDeps } from '../deps.ts'
import { readApp, readCustomer } from '../forms.ts'
import { OfficeWithdrawPage } from './page.tsx'
import { officeListing, withdrawPath } from './section.tsx'

export interface OfficeAppsDeps extends ConnectedAppsDeps {
  readonly customers: Pick<Customers, 'byIdentifier'>
}

export function confirmOfficeWithdraw(deps: OfficeAppsDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.connectedApps.withdraw)
    const { t } = request
    const customer = await customerOf(request, deps)
    const app = await findApp(deps.provider, officeListing(request, deps, customer), readApp(request.params))
    if (!app) throw new NotFound('connected app')
    const { frame, crumbs } = officeFrame(request, reply, {
      active: 'customers',
      crumbs: [
        { text: t('customers:list.title'), href: officePath(request.organizer.slug, 'customers') },
        { text: customer.identifier, href: customerPath(request, customer) },
        { text: t('connectedApps:office.crumb', { app: app.name }) },
      ],
    })
    const page = OfficeWithdrawPage({
      frame,
      crumbs,
      t,
      csrf: reply.csrfToken(),
      app,
      customer: customer.name || customer.email || customer.identifier,
      action: withdrawPath(request, customer, app.id),
      cancel: customerPath(request, customer),
    })
    return reply.html(await renderPage(page))
  }
}

export function officeWithdraw(deps: OfficeAppsDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.connectedApps.withdraw)
    const { provider } = deps
    const { organizer } = request
    const customer = await customerOf(request, deps)
    const app = await findApp(provider, officeListing(request, deps, customer), readApp(request.params))
    const { actor } = requireStaff(request)
    if (app && (await provider.consents.withdraw(organizer.id, customer.id, app.id, actor))) {
      reply.flash('ok', { key: 'connectedApps:office.done', params: { app: app.name } })
    } else {
      reply.flash('warn', { key: 'connectedApps:withdraw.wasGone' })
    }
    return reply.redirect(customerPath(request, customer), 303)
  }
}

/** @throws NotFound */
async function customerOf(request: FastifyRequest, { customers }: OfficeAppsDeps): Promise<Customer> {
  const { identifier } = readCustomer(request.params)
  const customer = await customers.byIdentifier(request.organizer.id, identifier)
  if (!customer) throw new NotFound('customer')
  return customer
}

function customerPath({ organizer }: FastifyRequest, { identifier }: Customer): string {
  return officePath(organizer.slug, `customer/${encodeURIComponent(identifier)}/`)
}
