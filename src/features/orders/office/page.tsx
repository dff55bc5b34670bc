import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { KeyPager } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { renderPage } from '../../../ui/render.ts'
import type { Customers } from '../../customers/index.ts'
import { allow, officeFrame, officePath, policies } from '../../office-access/index.ts'
import { readCustomer, readListQuery } from '../forms.ts'
import { orderWords } from '../pages/context.ts'
import type { Orders } from '../types.ts'
import { officeOrdersPath, Spent } from './section.tsx'
import { OfficeOrderTable, officeSummary } from './table.tsx'

const PAGE_SIZE = 25

export interface OfficeOrdersDeps {
  readonly orders: Orders
  readonly customers: Pick<Customers, 'byIdentifier'>
}

/** All orders of a customer, newest first. */
export function officeOrdersPage({ orders, customers }: OfficeOrdersDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.orders.see)
    const { organizer, t } = request
    const customer = await customers.byIdentifier(organizer.id, readCustomer(request.params).identifier)
    if (!customer) throw new NotFound('customer')
    const words = orderWords(request)
    const { cursor } = readListQuery(request.query)
    const list = await orders.list(organizer, customer.id, { isStaff: true, limit: PAGE_SIZE, cursor })
    const path = officeOrdersPath(request, customer)
    const at = (place: string | null) =>
      place === null ? undefined : `${path}?${new URLSearchParams({ cursor: place })}`
    const name = customer.name || customer.email || customer.identifier
    const { frame, crumbs } = officeFrame(request, reply, {
      active: 'customers',
      crumbs: [
        { text: t('customers:list.title'), href: officePath(organizer.slug, 'customers') },
        {
          text: customer.identifier,
          href: officePath(organizer.slug, `customer/${encodeURIComponent(customer.identifier)}/`),
        },
        { text: t('orders:office.crumb') },
      ],
    })
    const title = t('orders:office.pageTitle', { customer: name })
    const page = (
      <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
        <PageHead title={title} text={officeSummary(words, list)} />
        {list.orders.length === 0 ? (
          <p class="text-muted">{t('orders:office.none')}</p>
        ) : (
          <>
            <Spent words={words} spending={await orders.spending(organizer, customer.id)} />
            <OfficeOrderTable words={words} orders={list.orders} />
            <KeyPager summary="" newer={at(list.newer)} older={at(list.older)} labels={frame.labels} />
          </>
        )}
      </OfficeLayout>
    )
    return reply.html(await renderPage(page))
  }
}
