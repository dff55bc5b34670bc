import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { allCustomers } from '../export/all-customers.ts'
import { isIdentifier } from '../rules/identifier.ts'
import { type BulkAction, BulkPage } from './bulk.tsx'
import { disableAll, sendActivations } from './bulk-work.ts'
import { officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { showExport } from './export-routes.ts'
import { filterOf, listAddress, readListQuery, sortOf } from './list-query.ts'
import { readPicked } from './picked.ts'

/** So many are changed with one request. */
const MAX_CUSTOMERS = 1000

const action = z.object({ do: z.enum(['disable', 'activation']) })
const confirmed = action.extend({ customers: z.string().max(MAX_CUSTOMERS * 200) })

/** Asks about those who were ticked in the list. */
export function askAboutPicked(deps: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const picked = readPicked(request.body)
    if (picked.identifiers.length === 0) return backToList(request, reply.flash('warn', { key: 'customers:bulk.none' }))
    if (picked.action === 'export') {
      return showExport(deps, request, reply, picked.identifiers)
    }
    return ask(request, reply, action.safeParse({ do: picked.action }).data?.do, picked.identifiers)
  }
}

/** Asks about everybody whom the filter finds. */
export function askAboutFound({ platform, customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const { organizer } = request
    const query = readListQuery(request.query)
    const filter = filterOf(query, organizer.timeZone, platform.clock.now())
    const identifiers: string[] = []
    for await (const batch of allCustomers(customers, organizer.id, filter, sortOf(query))) {
      identifiers.push(...batch.map(({ identifier }) => identifier))
      if (identifiers.length <= MAX_CUSTOMERS) continue
      const max = officeContext(request, reply).number(MAX_CUSTOMERS)
      return backToList(request, reply.flash('warn', { key: 'customers:bulk.tooMany', params: { max } }))
    }
    return ask(request, reply, action.safeParse(request.query).data?.do, identifiers)
  }
}

/** Does it. What was done before is not done again, so a form that is sent twice does no harm. */
export function doBulk(deps: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const said = confirmed.safeParse(request.body)
    const identifiers = (said.data?.customers ?? '').split(' ').filter(isIdentifier).slice(0, MAX_CUSTOMERS)
    if (!said.success || identifiers.length === 0) {
      return backToList(request, reply.flash('warn', { key: 'customers:bulk.none' }))
    }
    const { organizer } = request
    const { actor } = requireStaff(request)
    if (said.data.do === 'activation' && !organizer.settings.customer_accounts_native) {
      return backToList(request, reply.flash('warn', { key: 'customers:bulk.off' }))
    }
    const work = said.data.do === 'disable' ? disableAll : sendActivations
    const { number } = officeContext(request, reply)
    for (const { tone, key, count } of await work(deps, organizer, identifiers, actor)) {
      if (count > 0) reply.flash(tone, { key, params: { count, total: number(count) } })
    }
    return backToList(request, reply)
  }
}

async function ask(
  request: FastifyRequest,
  reply: FastifyReply,
  what: BulkAction | undefined,
  identifiers: readonly string[],
) {
  if (what === undefined || identifiers.length === 0) {
    return backToList(request, reply.flash('warn', { key: 'customers:bulk.none' }))
  }
  const crumb = request.t(`customers:bulk.${what}`)
  const context = officeContext(request, reply, [{ text: crumb }])
  const query = readListQuery(request.query)
  return reply.html(await renderPage(BulkPage({ context, query, action: what, identifiers })))
}

function backToList(request: FastifyRequest, reply: FastifyReply) {
  const list = officePath(request.organizer.slug, 'customers')
  return reply.redirect(listAddress(list, readListQuery(request.query), {}), 303)
}
