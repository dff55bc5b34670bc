import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { shopFrame } from '../../organizers/index.ts'
import { toLogin } from '../../sign-in/index.ts'
import { readOrderParams } from '../forms.ts'
import { orderWords } from '../pages/context.ts'
import { OrderPage } from '../pages/order.tsx'
import { isSameSecret, orderAccess } from '../rules/access.ts'
import type { Orders } from '../types.ts'
import { PATHS } from './list.ts'

/** An order, for everybody who has its link and may open it. An unknown order and a wrong secret are the same to a visitor. */
export function orderPage(orders: Orders) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const { order, owner, session } = await find(request, orders)
    const access = orderAccess({ settings: organizer.settings, owner, visitor: session?.customer.id ?? null })
    if (access === 'login') return toLogin(request, reply)
    if (access === 'refused') throw new NotFound('order of this customer')
    const isOwner = owner !== null && owner.id === session?.customer.id
    return send(
      reply,
      OrderPage({
        frame: shopFrame(request, reply),
        words: orderWords(request),
        order,
        positions: await orders.positionsOf(organizer.id, order.id),
        account: isOwner && organizer.settings.customer_accounts ? site.base + PATHS.list : null,
      }),
    )
  }
}

/** One ticket of an order: for everybody who has the link, whatever the organizer wants of order pages. */
export function ticketPage(orders: Orders) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { order, positionid } = await find(request, orders)
    const positions = await orders.positionsOf(request.organizer.id, order.id)
    const ticket = positions.find((position) => position.positionid === positionid)
    if (!ticket) throw new NotFound('ticket')
    return send(
      reply,
      OrderPage({
        frame: shopFrame(request, reply),
        words: orderWords(request),
        order,
        positions: [],
        ticket,
        account: null,
      }),
    )
  }
}

/** @throws NotFound */
async function find(request: FastifyRequest, orders: Orders) {
  const params = readOrderParams(request.params)
  const found = params && (await orders.byCode(request.organizer.id, params.event, params.code))
  if (!found || !isSameSecret(params.secret, found.order.secret)) throw new NotFound('order')
  const { order, isOwnerVerified } = found
  const owner = order.customerId === null ? null : { id: order.customerId, isVerified: isOwnerVerified }
  return { order, owner, positionid: params.positionid, session: await request.customerSession() }
}

async function send(reply: FastifyReply, page: ReturnType<typeof OrderPage>): Promise<FastifyReply> {
  return reply.header('x-robots-tag', 'noindex').html(await renderPage(page))
}
