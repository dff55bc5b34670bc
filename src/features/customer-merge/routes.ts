import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MenuItem } from '../../ui/button.tsx'
import type { Customer } from '../customers/index.ts'
import { compareForm, findForm, submitMerge } from './office/compare.ts'
import type { MergeRouteDeps } from './office/context.ts'
import { customerAddress } from './office/context.ts'
import { confirmUndo, submitUndo } from './office/undo.ts'

export { mergesSection } from './office/section.tsx'

/** Below `/control/organizer/:organizer`. Each handler needs `customers:write`. */
export function customerMergeRoutes(app: FastifyInstance, deps: MergeRouteDeps): void {
  app.get('/customer/:identifier/merge', findForm(deps))
  app.get('/customer/:identifier/merge/:other', compareForm(deps))
  app.post('/customer/:identifier/merge/:other', submitMerge(deps))
  app.get('/customer/:identifier/unmerge/:id', confirmUndo(deps))
  app.post('/customer/:identifier/unmerge/:id', submitUndo(deps))
}

/** The entry of the menu of a customer's page. */
export function mergeAction(request: FastifyRequest, customer: Customer): MenuItem {
  return {
    href: customerAddress(request, customer, 'merge'),
    text: request.t('customerMerge:menu'),
    icon: 'git-compare-arrows',
  }
}
