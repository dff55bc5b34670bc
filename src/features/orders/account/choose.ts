import type { FastifyReply, FastifyRequest } from 'fastify'
import { toLogin } from '../../sign-in/index.ts'
import { readChoiceForm, readClaimForm } from '../forms.ts'
import type { Orders } from '../types.ts'
import { PATHS } from './list.ts'

/** The box with earlier orders: adds those that are ticked, all, or hides those that are ticked. */
export function claim({ choices }: Orders) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const { organizer, site } = request
    const { action, order: picked } = readClaimForm(request.body)
    if (action !== 'all' && picked.length === 0) {
      reply.flash('warn', { key: 'orders:claim.nonePicked' })
    } else if (action === 'hide') {
      sayHidden(reply, await choices.hide(organizer, session.customer, picked))
    } else {
      const count = await choices.claim(organizer, session.customer, action === 'all' ? 'all' : picked)
      if (count === 0) reply.flash('warn', { key: 'orders:claim.noneAdded' })
      else reply.flash('ok', { key: 'orders:claim.added', params: { count } })
    }
    return reply.redirect(site.base + PATHS.list, 303)
  }
}

/** Takes one order that was added out of the account again. */
export function unclaim({ choices }: Orders) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const order = readChoiceForm(request.body)
    const isDone = order !== null && (await choices.unclaim(request.organizer, session.customer, order))
    if (isDone) reply.flash('ok', { key: 'orders:claim.removed' })
    else reply.flash('warn', { key: 'orders:claim.notRemoved' })
    return reply.redirect(request.site.base + PATHS.list, 303)
  }
}

/** "Not mine" in a row. */
export function hide({ choices }: Orders) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const order = readChoiceForm(request.body)
    sayHidden(reply, order === null ? 0 : await choices.hide(request.organizer, session.customer, [order]))
    return reply.redirect(request.site.base + PATHS.list, 303)
  }
}

/** Shows a hidden order again. */
export function unhide({ choices }: Orders) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const order = readChoiceForm(request.body)
    const isDone = order !== null && (await choices.unhide(request.organizer, session.customer.id, order))
    if (isDone) reply.flash('ok', { key: 'orders:claim.shown' })
    else reply.flash('warn', { key: 'orders:claim.notHidden' })
    return reply.redirect(request.site.base + PATHS.hidden, 303)
  }
}

function sayHidden(reply: FastifyReply, count: number): void {
  if (count === 0) reply.flash('warn', { key: 'orders:claim.noneHidden' })
  else reply.flash('ok', { key: 'orders:claim.hidden', params: { count } })
}
