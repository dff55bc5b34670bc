import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import type { Customer } from '../../customers/index.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { NotRemovable } from '../errors.ts'
import { localized } from '../rules/localized.ts'
import type { UsedMembership } from '../types.ts'
import { customerName, customerPath, officeContext } from './context.ts'
import { CancelPage, DeletePage } from './end-pages.tsx'
import { membershipOf, type OfficeMembershipDeps } from './find.ts'
import { crumbsOf } from './membership-routes.ts'

interface Found {
  readonly customer: Customer
  readonly membership: UsedMembership
}

/** Asks before a membership is cancelled. */
export function confirmCancel(deps: OfficeMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.memberships.change)
    const props = pageProps(request, reply, await membershipOf(request, deps))
    return reply.html(await renderPage(CancelPage(props)))
  }
}

export function setCanceled(deps: OfficeMembershipDeps, isCanceled: boolean) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.memberships.change)
    const { organizer, locale } = request
    const { customer, membership } = await membershipOf(request, deps)
    const { actor } = requireStaff(request)
    const isChanged = await deps.memberships.setCanceled(organizer, membership.id, isCanceled, actor)
    const type = localized(membership.type.name, locale)
    if (isChanged)
      reply.flash('ok', { key: `memberships:office.${isCanceled ? 'canceled' : 'restored'}`, params: { type } })
    else reply.flash('info', { key: 'memberships:office.wasSo' })
    return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
  }
}

/** Asks before a membership is deleted, or says why it cannot be. */
export function confirmDelete(deps: OfficeMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.memberships.change)
    const found = await membershipOf(request, deps)
    return showDelete(request, reply, found, await reasonToStay(deps, request, found.membership))
  }
}

export function submitDelete(deps: OfficeMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.memberships.change)
    const { organizer, locale } = request
    const found = await membershipOf(request, deps)
    try {
      await deps.memberships.remove(organizer, found.membership.id, requireStaff(request).actor)
    } catch (error) {
      if (!(error instanceof NotRemovable)) throw error
      return showDelete(request, reply.code(error.status), found, error.text)
    }
    const type = localized(found.membership.type.name, locale)
    reply.flash('ok', { key: 'memberships:office.deleted', params: { type } })
    return reply.redirect(officePath(organizer.slug, customerPath(found.customer)), 303)
  }
}

async function reasonToStay(
  { memberships }: OfficeMembershipDeps,
  { organizer }: FastifyRequest,
  { id, isTest }: UsedMembership,
): Promise<Message | undefined> {
  if (!isTest) return new NotRemovable('live').text
  const usages = await memberships.usages(organizer.id, id)
  return usages.length > 0 ? new NotRemovable('used').text : undefined
}

async function showDelete(request: FastifyRequest, reply: FastifyReply, found: Found, reason: Message | undefined) {
  const page = DeletePage({ ...pageProps(request, reply, found), reason: reason ?? null })
  return reply.html(await renderPage(page))
}

function pageProps(request: FastifyRequest, reply: FastifyReply, { customer, membership }: Found) {
  const context = officeContext(request, reply, 'customers', crumbsOf(request, customer, 'memberships:office.what'))
  const base = context.path(customerPath(customer, `membership/${membership.id}/`))
  return { context, membership, base, customer: customerName(customer) }
}
