import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../organizers/index.ts'
import type { SsoLoginRouteDeps } from './deps.ts'
import { finishArrival } from './finish-arrival.ts'
import type { FinishArrival } from './questions/deps.ts'
import { questionRoutes } from './questions/routes.ts'
import { startLink } from './routes/link.ts'
import { comeBack, takePostedForm } from './routes/return.ts'
import { startLogin } from './routes/start.ts'

/** An answer with an ID token and a code fits well. */
const FORM_LIMIT_BYTES = 64 * 1024
const OPEN = { exposeHeadRoute: false } as const
const FROM_ELSEWHERE = { bodyLimit: FORM_LIMIT_BYTES, config: { csrf: false } } as const

/** Logins through providers. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function ssoLoginRoutes(app: FastifyInstance, given: SsoLoginRouteDeps): void {
  const { ssoLogin, openidProvider, platform } = given
  const finish: FinishArrival = (request, reply, vouched, arrival, proven) =>
    finishArrival(request, reply, given, vouched, arrival, proven)
  const deps = { ...given, finishArrival: finish }
  questionRoutes(app, {
    ...deps,
    config: platform.config,
    questions: ssoLogin.questions,
    describeNext: openidProvider.describeNext,
  })
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account/login/:provider/', OPEN, startLogin(deps))
    account.get('/account/login/:provider/return', OPEN, comeBack(deps))
    account.post('/account/login/:provider/return', FROM_ELSEWHERE, takePostedForm(deps))
    account.post('/account/login/:provider/link', startLink(deps))
  })
}
