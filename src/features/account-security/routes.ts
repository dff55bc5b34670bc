import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../organizers/index.ts'
import type { AccountSecurityDeps } from './deps.ts'
import { changeEmailForm, confirmChange, confirmChangeForm, submitChangeEmail } from './routes/change-email.ts'
import { addEmail, confirmEmail, confirmEmailForm, emailsPage, removeEmail, resendEmail } from './routes/emails.ts'
import { confirmLock, lock } from './routes/lock.ts'
import { loginEmailForm, makeLoginEmail } from './routes/login-email.ts'
import { passwordForm, submitPassword } from './routes/password.ts'
import { confirmLogins, securityPage, signInsPage } from './routes/security.ts'
import { endAllSessions, endOtherSessions, endSession } from './routes/sessions.ts'
import { undo, undoForm } from './routes/undo-email.ts'

/** The pages of the person. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function accountSecurityRoutes(app: FastifyInstance, deps: AccountSecurityDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account/security', securityPage(deps))
    account.get('/account/security/sign-ins', signInsPage(deps))
    account.post('/account/security/known', confirmLogins(deps))
    account.get('/account/security/lock', confirmLock(deps))
    account.post('/account/security/lock', lock(deps))
    account.post('/account/sessions/end', endSession(deps))
    account.post('/account/sessions/end-others', endOtherSessions(deps))
    account.post('/account/sessions/end-all', endAllSessions(deps))
    account.get('/account/password', passwordForm(deps))
    account.post('/account/password', submitPassword(deps))
    account.get('/account/change', changeEmailForm(deps))
    account.post('/account/change', submitChangeEmail(deps))
    account.get('/account/confirmchange', confirmChangeForm(deps))
    account.post('/account/confirmchange', confirmChange(deps))
    account.get('/account/undochange', undoForm(deps))
    account.post('/account/undochange', undo(deps))
    account.get('/account/emails', emailsPage(deps))
    account.post('/account/emails', addEmail(deps))
    account.post('/account/emails/:email/resend', resendEmail(deps))
    account.post('/account/emails/:email/remove', removeEmail(deps))
    account.get('/account/emails/:email/login', loginEmailForm(deps))
    account.post('/account/emails/:email/login', makeLoginEmail(deps))
    account.get('/account/confirmemail', confirmEmailForm(deps))
    account.post('/account/confirmemail', confirmEmail(deps))
  })
}
