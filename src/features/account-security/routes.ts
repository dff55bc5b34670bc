import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '../../core/errors.ts'
import type { AccountSecurityDeps } from './deps.ts'
import { confirmLogins, securityPage, signInsPage } from './routes/security.ts'
import { endAllSessions, endOtherSessions, endSession } from './routes/sessions.ts'

/** The pages of the person. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function accountSecurityRoutes(app: FastifyInstance, deps: AccountSecurityDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account/security', securityPage(deps))
    account.get('/account/security/sign-ins', signInsPage(deps))
    account.post('/account/security/known', confirmLogins(deps))
    account.post('/account/sessions/end', endSession(deps))
    account.post('/account/sessions/end-others', endOtherSessions(deps))
    account.post('/account/sessions/end-all', endAllSessions(deps))
  })
}

async function accountsAreOn({ organizer }: FastifyRequest): Promise<void> {
  if (!organizer.settings.customer_accounts) throw new NotFound()
}
