import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { renderPage } from '../../../ui/render.ts'
import type { AuditAction, AuditEntry } from '../../audit/index.ts'
import { allow, officePath, policies } from '../../office-access/index.ts'
import { customerPath, officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { customerOf } from './find.ts'
import { toTimeline } from './history.ts'
import { HistoryPage } from './history-page.tsx'

const PAGE_LENGTH = 50
const LOGINS: readonly AuditAction[] = ['foyer.customer.login', 'foyer.customer.login.failed', 'foyer.customer.logout']

const place = z
  .string()
  .regex(/^\d{1,15}-[a-z0-9]{1,40}$/)
  .optional()
  .catch(undefined)
const query = z.object({ only: z.literal('logins').optional().catch(undefined), before: place, after: place })

/** The whole history of a customer, page by page. */
export function customerHistory({ customers, audit }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.see)
    const { organizer, t } = request
    const customer = await customerOf(request, customers)
    const { only, before, after } = query.parse(request.query)
    const isBackwards = after !== undefined
    const found = await audit.list(organizer.id, {
      limit: PAGE_LENGTH + 1,
      object: { type: 'customer', id: customer.id },
      actions: only === 'logins' ? LOGINS : undefined,
      ...(isBackwards ? { after: cursorOf(after) } : { before: cursorOf(before) }),
    })
    const hasMore = found.length > PAGE_LENGTH
    const entries = isBackwards ? found.slice(-PAGE_LENGTH) : found.slice(0, PAGE_LENGTH)
    const context = officeContext(request, reply, [
      { text: customer.identifier, href: officePath(organizer.slug, customerPath(customer)) },
      { text: t('customers:detail.history') },
    ])
    const page = HistoryPage({
      context,
      customer,
      entries: toTimeline(entries, context),
      isLogins: only === 'logins',
      newer: (isBackwards ? hasMore : before !== undefined) ? addressOf('after', entries[0]) : null,
      older: isBackwards || hasMore ? addressOf('before', entries.at(-1)) : null,
    })
    return reply.html(await renderPage(page))
  }
}

function cursorOf(text: string | undefined) {
  const [at, id] = text?.split('-') ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id }
}

function addressOf(way: 'before' | 'after', entry: AuditEntry | undefined): string | null {
  return entry ? `${way}=${entry.at}-${entry.id}` : null
}
