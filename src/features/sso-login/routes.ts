import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '../../core/errors.ts'
import type { ArrivalDeps } from './deps.ts'
import { startLink } from './routes/link.ts'
import { comeBack, takePostedForm } from './routes/return.ts'
import { startLogin } from './routes/start.ts'

/** An answer with an ID token and a code fits well. */
const FORM_LIMIT_BYTES = 64 * 1024
const OPEN = { exposeHeadRoute: false } as const
const FROM_ELSEWHERE = { bodyLimit: FORM_LIMIT_BYTES, config: { csrf: false } } as const

/** Logins through providers. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function ssoLoginRoutes(app: FastifyInstance, deps: ArrivalDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account/login/:provider', OPEN, startLogin(deps))
    account.get('/account/login/:provider/', OPEN, startLogin(deps))
    account.get('/account/login/:provider/return', OPEN, comeBack(deps))
    account.post('/account/login/:provider/return', FROM_ELSEWHERE, takePostedForm(deps))
    account.post('/account/login/:provider/link', startLink(deps))
  })
}

async function accountsAreOn({ organizer }: FastifyRequest): Promise<void> {
  if (!organizer.settings.customer_accounts) throw new NotFound()
}
