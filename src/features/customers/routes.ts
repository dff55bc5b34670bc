import type { FastifyInstance } from 'fastify'
import { confirmAnonymise, submitAnonymise } from './office/anonymise-routes.ts'
import type { CustomerRoutesDeps } from './office/deps.ts'
import { addForm, editForm, submitAdd, submitEdit } from './office/edit-routes.ts'
import { customerList, customerPage, sendLink } from './office/view-routes.ts'

/** Below `/control/organizer/:organizer`: the customers of an organizer. Each handler names the right that it needs. */
export function customerRoutes(app: FastifyInstance, deps: CustomerRoutesDeps): void {
  app.get('/customers', customerList(deps))
  app.get('/customer/add', addForm)
  app.post('/customer/add', submitAdd(deps))
  app.get('/customer/:identifier', customerPage(deps))
  app.post('/customer/:identifier', sendLink(deps))
  app.get('/customer/:identifier/edit', editForm(deps))
  app.post('/customer/:identifier/edit', submitEdit(deps))
  app.get('/customer/:identifier/anonymize', confirmAnonymise(deps))
  app.post('/customer/:identifier/anonymize', submitAnonymise(deps))
}
