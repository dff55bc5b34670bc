import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../organizers/index.ts'
import type { ConnectedAppsDeps } from './deps.ts'
import { confirmOfficeWithdraw, type OfficeAppsDeps, officeWithdraw } from './office/withdraw.ts'
import { appsPage, confirmWithdraw, withdraw } from './routes/apps.ts'
import { consentForm, submitConsent } from './routes/consent.ts'

/** The pages of the person. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function connectedAppRoutes(app: FastifyInstance, deps: ConnectedAppsDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account/consent', consentForm(deps))
    account.post('/account/consent', submitConsent(deps))
    account.get('/account/apps', appsPage(deps))
    account.get('/account/apps/:app/withdraw', confirmWithdraw(deps))
    account.post('/account/apps/:app/withdraw', withdraw(deps))
  })
}

/** Below `/control/organizer/:organizer`. Each handler names the right that it needs. */
export function officeConnectedAppRoutes(app: FastifyInstance, deps: OfficeAppsDeps): void {
  app.get('/customer/:identifier/apps/:app/withdraw', confirmOfficeWithdraw(deps))
  app.post('/customer/:identifier/apps/:app/withdraw', officeWithdraw(deps))
}
