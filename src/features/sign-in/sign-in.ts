import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../core/errors.ts'
import { randomSecret } from '../../core/random.ts'
import type { Site } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { MailTexts } from '../mail-texts/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { createRegistrationChallenge, type RegistrationChallenge } from '../registration-challenge/index.ts'
import { createCompletion, type LoginCompletion, type ProvenLogin } from './complete-login.ts'
import { finishLogin, pendingLoginToken } from './finish-login.ts'
import { createKnownBrowsers, type KnownBrowsers } from './known-browsers.ts'
import { createLogin, type LoginAttempt, type LoginOutcome } from './login.ts'
import { createLoginCodes, type LoginCodes } from './login-codes.ts'
import { createLoginFailures } from './login-failures.ts'
import { createMailLinks, type MailLinks } from './mail-links.ts'
import { createMails } from './mails.ts'
import { createPasswordLinks, type PasswordLinks } from './password-links.ts'
import { createPendingLogins, type PendingLogins } from './pending-logins.ts'
import { loginsOfPerson } from './personal-data.ts'
import { requireRecentLogin } from './recent-login.ts'
import { createRegistration, type Registration } from './registration.ts'
import { passwordProblem } from './rules/password.ts'
import type { SessionsEnded } from './session-ends.ts'
import { setSessionCookie } from './session-hook.ts'
import { type CustomerSessions, createSessions } from './sessions.ts'
import { loginCodeStore } from './store/login-codes.ts'
import { mailLinkStore } from './store/mail-links.ts'
import { pendingLoginStore } from './store/pending-logins.ts'
import { createThrottles, type SignInThrottles } from './throttles.ts'
import type { CustomerSession } from './types.ts'

/** How customers come in: login, registration, links in mails, sessions. */
export interface SignIn {
  readonly sessions: CustomerSessions
  readonly links: PasswordLinks
  /** Links in mails for whatever purpose; `links` are those that lead to a password. */
  readonly mailLinks: MailLinks
  readonly completion: LoginCompletion
  readonly pending: PendingLogins
  readonly throttles: SignInThrottles
  /** Login with six digits that are sent by mail. */
  readonly codes: LoginCodes
  /** Browsers in which somebody has logged in to an account before. */
  readonly knownBrowsers: KnownBrowsers
  /** What is wrong with a new password at this organizer; null when nothing is. */
  passwordProblem(organizer: Organizer, password: string, account: { readonly email: string | null }): Message | null
  /** Checks a password; `completion` goes on from there. @throws TooManyRequests, Overloaded */
  logIn(organizer: Organizer, attempt: LoginAttempt): Promise<LoginOutcome>
  /** The end of every way to log in, as an answer to the browser; see `finish-login.ts`. */
  finish(
    request: FastifyRequest,
    reply: FastifyReply,
    proven: ProvenLogin,
    isSecondStepDone?: boolean,
  ): Promise<FastifyReply | null>
  /** The secret of the login that waits for its second step in this browser; null for none. */
  pendingToken(request: FastifyRequest): string | null
  /** The session if its login is recent; otherwise null, and the browser was sent to the login. `back`: an inner path. */
  recentSession(request: FastifyRequest, reply: FastifyReply, back: string): Promise<CustomerSession | null>
  /** Hands this browser the new secret of its session, after `sessions.changeSecret`. */
  useSecret(request: FastifyRequest, reply: FastifyReply, secret: string): void
  /** Ends the session of this browser, even when it may not be used any more. */
  logOut(organizer: Organizer, token: string, session: CustomerSession | null): Promise<void>
  /**
   * To be told of sessions that end, in the transaction in which they do: by a logout, by a login of somebody else in the same
   * browser, with the access of the account, or because nobody used them for too long.
   */
  onSessionsEnded(handler: SessionsEnded): void
  /** What a browser has to do before it registers. */
  readonly challenge: RegistrationChallenge
  register(organizer: Organizer, site: Site, input: Registration): Promise<void>
  /**
   * Sends a customer a link to set a password, on behalf of staff. False when the account has no address.
   * @throws TooManyRequests
   */
  sendPasswordLink(organizer: Organizer, customer: Customer, actor: AuditActor): Promise<boolean>
  /** Removes sessions and links that ended. To be called now and then. */
  cleanup(): Promise<void>
}

/** Sessions and mail links end when an account loses its access: this feature adds itself to `customers.onEndAccess`. */
export function createSignIn(
  platform: Platform,
  deps: { customers: Customers; audit: Audit; mailTexts: MailTexts },
): SignIn {
  const { customers, audit, mailTexts } = deps
  const sessions = createSessions(platform)
  const throttles = createThrottles(platform.throttle)
  const pending = createPendingLogins(platform)
  const mails = createMails(mailTexts, platform.i18n)
  const browsers = createKnownBrowsers(platform)
  const noteFailure = createLoginFailures(platform, { audit, customers })
  const codes = createLoginCodes(platform, { customers, mails, throttles, browsers, noteFailure })
  const mailLinks = createMailLinks(platform)
  const links = createPasswordLinks(platform, { customers, audit, mailLinks, mails })

  customers.holdsPersonalData(loginsOfPerson(platform.clock))
  customers.onErase(async (q, organizer, { emails }) => {
    for (const email of emails) await loginCodeStore(q).forgetAddress(organizer.id, email)
  })
  customers.onEndAccess(async (q, organizerId, customerId, { reason, keepSession, keepSessions }) => {
    if (!keepSessions) await sessions.endAccess(q, organizerId, customerId, keepSession)
    await mailLinkStore(q).endAll(organizerId, customerId, { all: reason === 'anonymized' })
    await pendingLoginStore(q).endAll(organizerId, customerId)
    await loginCodeStore(q).endAll(organizerId, customerId)
    if (reason !== 'password' && !keepSessions) await browsers.forgetAll(q, organizerId, customerId)
  })

  const completion = createCompletion(platform, { customers, audit, sessions, browsers, mails })

  const newToken = () => randomSecret(platform.random)

  return {
    sessions,
    links,
    mailLinks,
    throttles,
    codes,
    knownBrowsers: browsers,
    completion,
    pending,
    finish: (request, reply, proven, isSecondStepDone) =>
      finishLogin(request, reply, { completion, sessions, newToken }, proven, isSecondStepDone),
    pendingToken: pendingLoginToken,
    useSecret(request, reply, secret) {
      setSessionCookie(request, reply, secret, sessions.lifetimeOf(request.organizer))
      request.server.browser.csrf.rotate(request, reply)
    },
    passwordProblem: ({ settings }, password, account) => passwordProblem(password, account, settings),
    recentSession: (request, reply, back) => requireRecentLogin(request, reply, { now: platform.clock.now(), back }),
    logIn: createLogin(platform, { customers, throttles, browsers, noteFailure }),
    async logOut(organizer, token, session) {
      await platform.db.transaction(async (q) => {
        const ended = await sessions.end(q, organizer, token)
        if (!ended || !session) return
        const { id, identifier } = session.customer
        await audit.record(q, organizer.id, {
          action: 'foyer.customer.logout',
          actor: { type: 'customer', id, name: identifier },
          object: customerObject(session.customer),
        })
      })
      platform.outbox.wake()
    },
    onSessionsEnded: sessions.onEnded,
    challenge: createRegistrationChallenge(platform),
    register: createRegistration(platform, { customers, audit, links }),
    async sendPasswordLink(organizer, customer, actor) {
      if (customer.email === null) return false
      await throttles.staffLink(organizer.id, customer.email)
      return links.send(organizer, customer, actor)
    },
    async cleanup() {
      await sessions.cleanup()
      await links.cleanup()
      await pending.cleanup()
      await codes.cleanup()
      await browsers.cleanup()
    },
  }
}
