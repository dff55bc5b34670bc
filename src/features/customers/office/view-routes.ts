import type { FastifyReply, FastifyRequest } from 'fastify'
import { TooManyRequests } from '../../../core/errors.ts'
import type { OrganizerId } from '../../../core/ids.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { isAnonymised } from '../rules/status.ts'
import type { Customers } from '../service.ts'
import type { CustomerFilter, CustomerPage } from '../types.ts'
import { customerPath, officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { DetailPage } from './detail.tsx'
import { changeableCustomerOf, customerOf } from './find.ts'
import { toTimeline } from './history.ts'
import { COUNT_LIMIT, ListPage, MAX_COUNTED } from './list.tsx'
import { filterOf, readListQuery, sortOf } from './list-query.ts'

const HISTORY_LENGTH = 20

export function customerList(deps: CustomerRoutesDeps) {
  const { platform, customers, membershipTypes, tags: listed, logins, bulkChanges } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.see)
    const { id, timeZone } = request.organizer
    const query = readListQuery(request.query)
    const filter = filterOf(query, timeZone, platform.clock.now())
    const page = await customers.list(id, { ...filter, ...sortOf(query), limit: query.size, cursor: query.cursor })
    const counts = await customers.counts(id)
    const found = await countOf(filter, { page, all: counts.all, organizerId: id }, customers)
    const types = membershipTypes === undefined ? [] : await membershipTypes(request)
    const tags = listed === undefined ? [] : await listed.inUse(id)
    const shown = page.customers.map((customer) => customer.id)
    const tagsOf = (await listed?.ofMany(id, shown)) ?? new Map()
    const providers = (await logins?.providers(request)) ?? []
    const context = officeContext(request, reply)
    const open = context.mayWrite ? await bulkChanges.open(request.organizer) : []
    return reply.html(
      await renderPage(ListPage({ context, query, page, counts, found, types, tags, tagsOf, providers, open })),
    )
  }
}

/** How many a filter finds, where that is known or cheap to know. */
async function countOf(
  filter: CustomerFilter,
  { page, all, organizerId }: { page: CustomerPage; all: number; organizerId: OrganizerId },
  customers: Customers,
): Promise<number | null> {
  if (page.newer === null && page.older === null) return page.customers.length
  if (page.found !== null || all > MAX_COUNTED) return page.found
  return customers.countFound(organizerId, filter, COUNT_LIMIT + 1)
}

export function customerPage({ customers, audit, sections = [], actions = [], sessions, logins }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.see)
    const customer = await customerOf(request, customers)
    const whole = customer.mergedInto === null ? null : await customers.byId(request.organizer.id, customer.mergedInto)
    if (whole) return reply.redirect(officePath(request.organizer.slug, customerPath(whole)), 303)
    const object = { type: 'customer', id: customer.id } as const
    const entries = await audit.list(request.organizer.id, { limit: HISTORY_LENGTH, object })
    const context = officeContext(request, reply, [{ text: customer.identifier }])
    const isGone = isAnonymised(customer)
    const told = await Promise.all(isGone ? [] : sections.map((section) => section(request, customer)))
    const offered = await Promise.all(
      isGone || !context.mayWrite ? [] : actions.map((action) => action(request, customer)),
    )
    const mergedInto = customer.mergedInto && (await customers.byId(request.organizer.id, customer.mergedInto))
    const browsers = sessions === undefined ? null : await sessions.list(request.organizer, customer.id)
    const identities = isGone ? undefined : (await logins?.ofMany(request, [customer.id]))?.get(customer.id)
    const providers = [...new Set(identities?.map(({ provider }) => provider))]
    const menu = offered.filter((item) => item !== null)
    const history = toTimeline(entries, context)
    return reply.html(
      await renderPage(
        DetailPage({
          context,
          customer,
          history,
          providers,
          sections: told,
          actions: menu,
          sessions: browsers,
          mergedInto,
        }),
      ),
    )
  }
}

/** "Send reset link". */
export function sendLink({ customers, sendPasswordLink }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const { organizer } = request
    const customer = await changeableCustomerOf(request, customers)
    if (!organizer.settings.customer_accounts_native) {
      reply.flash('warn', { key: 'customers:detail.resetOff' })
    } else {
      try {
        const isSent = await sendPasswordLink(organizer, customer, requireStaff(request).actor)
        if (isSent) reply.flash('ok', { key: 'customers:detail.resetSent', params: { email: customer.email ?? '' } })
        else reply.flash('warn', { key: 'customers:detail.resetRefused' })
      } catch (error) {
        if (!(error instanceof TooManyRequests)) throw error
        reply.flash('warn', { key: 'customers:detail.resetTooMany' })
      }
    }
    return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
  }
}
