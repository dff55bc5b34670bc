import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../organizers/index.ts'
import { type AccountMembershipDeps, membershipPage, membershipsPage } from './account/routes.ts'
import { confirmCancel, confirmDelete, setCanceled, submitDelete } from './office/end-routes.ts'
import type { OfficeMembershipDeps } from './office/find.ts'
import { addForm, editForm, submitAdd, submitEdit } from './office/membership-routes.ts'

/** The pages of the person. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function accountMembershipRoutes(app: FastifyInstance, deps: AccountMembershipDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account/memberships', membershipsPage(deps))
    account.get('/account/memberships/:id', membershipPage(deps))
  })
}

/** Below `/control/organizer/:organizer`: memberships of customers, for those who may change customers. */
export function officeMembershipRoutes(app: FastifyInstance, deps: OfficeMembershipDeps): void {
  app.get('/customer/:identifier/membership/add', addForm(deps))
  app.post('/customer/:identifier/membership/add', submitAdd(deps))
  app.get('/customer/:identifier/membership/:id/edit', editForm(deps))
  app.post('/customer/:identifier/membership/:id/edit', submitEdit(deps))
  app.get('/customer/:identifier/membership/:id/cancel', confirmCancel(deps))
  app.post('/customer/:identifier/membership/:id/cancel', setCanceled(deps, true))
  app.post('/customer/:identifier/membership/:id/restore', setCanceled(deps, false))
  app.get('/customer/:identifier/membership/:id/delete', confirmDelete(deps))
  app.post('/customer/:identifier/membership/:id/delete', submitDelete(deps))
}
