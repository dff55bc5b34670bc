import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { allCustomers } from '../export/all-customers.ts'
import { isIdentifier } from '../rules/identifier.ts'
import type { CustomerFilter } from '../types.ts'
import { type BulkAction, BulkPage } from './bulk.tsx'
import { disableAll, sendActivations } from './bulk-work.ts'
import { officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { showExport } from './export-routes.ts'
import { filterOf, type ListQuery, listAddress, readListQuery, sortOf } from './list-query.ts'
import { readPicked } from './picked.ts'

/** So many are changed with one request, and get a mail. */
const MAX_CUSTOMERS = 1000

const action = z.object({ do: z.enum(['disable', 'activation']) })
const begun = z.object({
  do: z.literal('disable'),
  until: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  total: z.coerce.number().int().min(0).max(1e9),
})
const confirmed = action.extend({ customers: z.string().max(MAX_CUSTOMERS * 200) })

interface Question {
  readonly what: BulkAction
  readonly count: number
  /** What the form keeps; everybody whom the filter finds unless customers are named. */
  readonly kept: Readonly<Record<string, string>>
}

/** Asks about those who were ticked in the list. */
export function askAboutPicked(deps: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const picked = readPicked(request.body)
    if (picked.identifiers.length === 0) return backToList(request, reply.flash('warn', { key: 'customers:bulk.none' }))
    if (picked.action === 'export') {
      return showExport(deps, request, reply, picked.identifiers)
    }
    return askAbout(request, reply, action.safeParse({ do: picked.action }).data?.do, picked.identifiers)
  }
}

/** Asks about everybody whom the filter finds. */
export function askAboutFound({ platform, customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const { organizer } = request
    const query = readListQuery(request.query)
    const what = action.safeParse(request.query).data?.do
    const now = platform.clock.now()
    const filter = wantedOf(query, organizer, what, now)
    const identifiers: string[] = []
    for await (const batch of allCustomers(customers, organizer.id, filter, sortOf(query))) {
      identifiers.push(...batch.map(({ identifier }) => identifier))
      if (identifiers.length <= MAX_CUSTOMERS) continue
      if (what === 'disable') {
        const count = await customers.count(organizer.id, filter)
        return ask(request, reply, { what, count, kept: { until: String(now), total: String(count) } })
      }
      const max = officeContext(request, reply).number(MAX_CUSTOMERS)
      return backToList(request, reply.flash('warn', { key: 'customers:bulk.tooMany', params: { max } }))
    }
    return askAbout(request, reply, what, identifiers)
  }
}

/** Begins to disable everybody whom the filter found when the page that asks was shown. */
export function beginBulk({ platform, bulkChanges }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const { organizer } = request
    const said = begun.safeParse(request.body)
    if (!said.success) return backToList(request, reply.flash('warn', { key: 'customers:bulk.none' }))
    const until = Math.min(said.data.until, platform.clock.now())
    const filter = wantedOf(readListQuery(request.query), organizer, said.data.do, until)
    const { actor } = requireStaff(request)
    const id = await bulkChanges.begin(organizer, { filter, total: said.data.total }, actor)
    return reply.redirect(officePath(organizer.slug, `customers/bulk/${id}`), 303)
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

/** Whom it is about: nobody who registered after `now`; links go to nobody who has an active account. */
function wantedOf(
  query: ListQuery,
  { timeZone }: Organizer,
  what: BulkAction | undefined,
  now: number,
): CustomerFilter {
  const status = what === 'activation' ? (query.status ?? 'unverified') : query.status
  const filter = filterOf({ ...query, status }, timeZone, now)
  return { ...filter, created: { ...filter.created, before: Math.min(filter.created?.before ?? Infinity, now + 1) } }
}

function askAbout(
  request: FastifyRequest,
  reply: FastifyReply,
  what: BulkAction | undefined,
  identifiers: readonly string[],
) {
  if (what === undefined || identifiers.length === 0) {
    return backToList(request, reply.flash('warn', { key: 'customers:bulk.none' }))
  }
  return ask(request, reply, { what, count: identifiers.length, kept: { customers: identifiers.join(' ') } })
}

async function ask(request: FastifyRequest, reply: FastifyReply, { what, count, kept }: Question) {
  const crumb = request.t(`customers:bulk.${what}`)
  const context = officeContext(request, reply, [{ text: crumb }])
  const query = readListQuery(request.query)
  return reply.html(await renderPage(BulkPage({ context, query, action: what, count, kept })))
}

function backToList(request: FastifyRequest, reply: FastifyReply) {
  const list = officePath(request.organizer.slug, 'customers')
  return reply.redirect(listAddress(list, readListQuery(request.query), {}), 303)
}
