import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../organizers/index.ts'
import { confirmRemove, remove } from './account/remove.tsx'
import type { AccountIdentityDeps, OfficeIdentityDeps } from './deps.ts'
import { identityPage } from './office/identity.tsx'
import { convert, convertForm, unlink, unlinkForm } from './office/unlink.tsx'

/** The pages of the person. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function identityRoutes(app: FastifyInstance, deps: AccountIdentityDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account/security/providers/:identity/remove', confirmRemove(deps))
    account.post('/account/security/providers/:identity/remove', remove(deps))
  })
}

/** Below `/control/organizer/:organizer`. Each handler names the right that it needs. */
export function officeIdentityRoutes(app: FastifyInstance, deps: OfficeIdentityDeps): void {
  app.get('/customer/:identifier/identities/:identity', identityPage(deps))
  app.get('/customer/:identifier/identities/:identity/unlink', unlinkForm(deps))
  app.post('/customer/:identifier/identities/:identity/unlink', unlink(deps))
  app.get('/customer/:identifier/identities/:identity/convert', convertForm(deps))
  app.post('/customer/:identifier/identities/:identity/convert', convert(deps))
}
