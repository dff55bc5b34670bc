import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '../../core/errors.ts'
import { accountsAreOn } from '../organizers/index.ts'
import type { SignInRouteDeps } from './route-deps.ts'
import { choosePassword, choosePasswordForm } from './routes/choose-password.ts'
import { continueAs } from './routes/continue-as.ts'
import { loginForm, submitLogin } from './routes/login.ts'
import { codeForm, sendCode, submitCode } from './routes/login-code.ts'
import { confirmLogout, logOut } from './routes/logout.ts'
import { askForLink, askForLinkForm, sentPage } from './routes/mail-link.ts'
import { registerForm, registrationIsOn, submitRegistration } from './routes/register.ts'

/**
 * The account pages of an organizer. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`; without customer
 * accounts there are no such pages.
 */
export function signInRoutes(app: FastifyInstance, deps: SignInRouteDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account/login', loginForm(deps))
    account.post('/account/continue', continueAs(deps))
    account.get('/account/logout', confirmLogout)
    account.post('/account/logout', logOut(deps))
    account.register(async (codes) => {
      codes.addHook('onRequest', codesAreOn)
      codes.get('/account/login/code', codeForm(deps))
      codes.post('/account/login/code', sendCode(deps))
      codes.post('/account/login/code/check', submitCode(deps))
    })
    account.register(async (native) => {
      native.addHook('onRequest', passwordsAreOn)
      native.post('/account/login', submitLogin(deps))
      native.register(async (registration) => {
        registration.addHook('onRequest', registrationIsOn)
        registration.get('/account/register', registerForm(deps))
        registration.post('/account/register', submitRegistration(deps))
      })
      native.get('/account/pwreset', askForLinkForm(deps))
      native.post('/account/pwreset', askForLink(deps))
      native.get('/account/sent', sentPage(deps))
      native.get('/account/activate', choosePasswordForm(deps, 'activation'))
      native.post('/account/activate', choosePassword(deps, 'activation'))
      native.get('/account/pwrecover', choosePasswordForm(deps, 'password_reset'))
      native.post('/account/pwrecover', choosePassword(deps, 'password_reset'))
    })
  })
}

async function codesAreOn({ organizer }: FastifyRequest): Promise<void> {
  if (!organizer.settings.customer_accounts_login_code) throw new NotFound()
}

async function passwordsAreOn({ organizer }: FastifyRequest): Promise<void> {
  if (!organizer.settings.customer_accounts_native) throw new NotFound()
}
