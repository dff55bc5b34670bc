import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../../organizers/index.ts'
import type { QuestionDeps } from './deps.ts'
import { CONFIRM, LINK } from './paths.ts'
import { confirmForm, sendDigitsTo, submitConfirm } from './routes/confirm.ts'
import { cancel, otherAddress } from './routes/leave.ts'
import { connect, linkForm, sendDigits, submitDigits, submitPassword } from './routes/link.ts'

/** Questions before an account is opened. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function questionRoutes(app: FastifyInstance, deps: QuestionDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get(LINK, linkForm(deps))
    account.post(LINK, submitPassword(deps))
    account.post(`${LINK}/send`, sendDigits(deps))
    account.post(`${LINK}/code`, submitDigits(deps))
    account.post(`${LINK}/connect`, connect(deps))
    account.post(`${LINK}/other`, otherAddress(deps))
    account.get(CONFIRM, confirmForm(deps))
    account.post(CONFIRM, submitConfirm(deps))
    account.post(`${CONFIRM}/send`, sendDigitsTo(deps))
    account.post(`${CONFIRM}/cancel`, cancel(deps))
  })
}
