import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, policies, requireStaff } from '../../office-access/index.ts'
import { readParams } from '../forms.ts'
import type { ListedMerge } from '../types.ts'
import { customerAddress, customerBy, type MergeRouteDeps, mergeContext } from './context.ts'
import { UndoPage } from './undo-page.tsx'

export function confirmUndo(deps: MergeRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.merge)
    const { customer, merge } = await mergeOf(request, deps)
    const page = UndoPage({
      ...mergeContext(request, reply, customer, request.t('customerMerge:undo.crumb')),
      kept: customer.identifier,
      removed: merge.identifier,
      action: customerAddress(request, customer, `unmerge/${merge.id}`),
      cancel: customerAddress(request, customer),
    })
    return reply.html(await renderPage(page))
  }
}

export function submitUndo(deps: MergeRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.merge)
    const { customer, merge } = await mergeOf(request, deps)
    const lost = await deps.customerMerge.undo(request.organizer, customer, merge.id, requireStaff(request).actor)
    reply.flash('ok', { key: 'customerMerge:undo.done' })
    for (const message of lost) reply.flash('warn', message)
    return reply.redirect(customerAddress(request, customer), 303)
  }
}

/** @throws NotFound when there is nothing to undo */
async function mergeOf(request: FastifyRequest, { customers, customerMerge }: MergeRouteDeps) {
  const { identifier, id } = readParams(request.params)
  const customer = await customerBy(customers, request.organizer.id, identifier)
  const merges: readonly ListedMerge[] = await customerMerge.list(request.organizer, customer)
  const merge = merges.find((listed) => listed.id === id && listed.undoUntil !== null)
  if (!merge) throw new NotFound('merge that can be undone')
  return { customer, merge }
}
