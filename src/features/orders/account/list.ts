import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderPage } from '../../../ui/render.ts'
import { accountFrame, toLogin } from '../../sign-in/index.ts'
import { readListQuery } from '../forms.ts'
import { CLAIM_LIMIT } from '../pages/claim-box.tsx'
import { orderPath, orderWords } from '../pages/context.ts'
import { HiddenPage } from '../pages/hidden.tsx'
import { OrdersPage } from '../pages/orders.tsx'
import type { Orders } from '../types.ts'

const PAGE_SIZE = 20

/** Where the pages about orders are, below the organizer's pages. */
export const PATHS = {
  list: '/account/',
  claim: '/account/orders/claim',
  unclaim: '/account/orders/unclaim',
  hide: '/account/orders/hide',
  hidden: '/account/orders/hidden',
  unhide: '/account/orders/unhide',
} as const

/** The first page of the account. */
export function ordersPage(orders: Orders) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const { organizer, site } = request
    const { id } = session.customer
    const { cursor } = readListQuery(request.query)
    const list = await orders.list(organizer, id, { limit: PAGE_SIZE, cursor })
    const page = OrdersPage({
      frame: accountFrame(request, reply, session, 'orders'),
      words: orderWords(request),
      csrf: reply.csrfToken(),
      organizer: organizer.name,
      identifier: session.customer.identifier,
      list,
      unanswered: list.newer === null ? await orders.unanswered(organizer, id, CLAIM_LIMIT + 1) : [],
      isMatched: organizer.settings.customer_accounts_link_by_email,
      paths: {
        list: site.base + PATHS.list,
        claim: site.base + PATHS.claim,
        unclaim: site.base + PATHS.unclaim,
        hide: site.base + PATHS.hide,
        hidden: site.base + PATHS.hidden,
        addresses: `${site.base}/account/security`,
        shop: `${site.base}/`,
        order: (order) => site.base + orderPath(order),
      },
    })
    return reply.html(await renderPage(page))
  }
}

export function hiddenPage(orders: Orders) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const { organizer, site } = request
    const page = HiddenPage({
      frame: accountFrame(request, reply, session, 'orders'),
      words: orderWords(request),
      csrf: reply.csrfToken(),
      orders: await orders.hidden(organizer, session.customer.id),
      action: site.base + PATHS.unhide,
      back: site.base + PATHS.list,
    })
    return reply.html(await renderPage(page))
  }
}
