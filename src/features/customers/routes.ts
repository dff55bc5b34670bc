import type { FastifyInstance } from 'fastify'
import { confirmAnonymise, submitAnonymise } from './office/anonymise-routes.ts'
import { askAboutFound, askAboutPicked, beginBulk, doBulk } from './office/bulk-routes.ts'
import type { CustomerRoutesDeps } from './office/deps.ts'
import { addForm, editForm, submitAdd, submitEdit } from './office/edit-routes.ts'
import { download, exportForm } from './office/export-routes.ts'
import { customerHistory } from './office/history-routes.ts'
import { endSessions } from './office/session-routes.ts'
import { customerList, customerPage, sendLink } from './office/view-routes.ts'

/** Below `/control/organizer/:organizer`: the customers of an organizer. Each handler names the right that it needs. */
export function customerRoutes(app: FastifyInstance, deps: CustomerRoutesDeps): void {
  app.get('/customers', customerList(deps))
  app.get('/customers/export', exportForm(deps))
  app.post('/customers/export', download(deps))
  app.get('/customers/bulk', askAboutFound(deps))
  app.post('/customers/bulk', askAboutPicked(deps))
  app.post('/customers/bulk/confirmed', doBulk(deps))
  app.post('/customers/bulk/all', beginBulk(deps))
  app.get('/customer/add', addForm(deps))
  app.post('/customer/add', submitAdd(deps))
  app.get('/customer/:identifier', customerPage(deps))
  app.post('/customer/:identifier', sendLink(deps))
  app.get('/customer/:identifier/history', customerHistory(deps))
  app.post('/customer/:identifier/sessions/end', endSessions(deps))
  app.get('/customer/:identifier/edit', editForm(deps))
  app.post('/customer/:identifier/edit', submitEdit(deps))
  app.get('/customer/:identifier/anonymize', confirmAnonymise(deps))
  app.post('/customer/:identifier/anonymize', submitAnonymise(deps))
}
