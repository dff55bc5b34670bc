import type { Site } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { createLogin, type LoginAttempt, type LoginOutcome } from './login.ts'
import { createMails } from './mails.tsx'
import { createPasswordLinks, type PasswordLinks } from './password-links.ts'
import { createRegistration, type Registration } from './registration.ts'
import type { SessionsEnded } from './session-ends.ts'
import { type CustomerSessions, createSessions } from './sessions.ts'
import { mailLinkStore } from './store/mail-links.ts'
import { createThrottles, type SignInThrottles } from './throttles.ts'
import type { CustomerSession } from './types.ts'

/** How customers come in: login, registration, links in mails, sessions. */
export interface SignIn {
  readonly sessions: CustomerSessions
  readonly links: PasswordLinks
  readonly throttles: SignInThrottles
  /** @throws TooManyRequests, Overloaded */
  logIn(organizer: Organizer, attempt: LoginAttempt): Promise<LoginOutcome>
  /** Ends the session of this browser, even when it may not be used any more. */
  logOut(organizer: Organizer, token: string, session: CustomerSession | null): Promise<void>
  /**
   * To be told of sessions that end, in the transaction in which they do: by a logout, by a login of somebody else in the same
   * browser, with the access of the account, or because nobody used them for too long.
   */
  onSessionsEnded(handler: SessionsEnded): void
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
export function createSignIn(platform: Platform, deps: { customers: Customers; audit: Audit }): SignIn {
  const { customers, audit } = deps
  const sessions = createSessions(platform)
  const throttles = createThrottles(platform.throttle)
  const links = createPasswordLinks(platform, { customers, audit, mails: createMails(platform.i18n) })

  customers.onEndAccess(async (q, organizerId, customerId, { keepSession }) => {
    await sessions.endAccess(q, organizerId, customerId, keepSession)
    await mailLinkStore(q).endAll(organizerId, customerId)
  })

  return {
    sessions,
    links,
    throttles,
    logIn: createLogin(platform, { customers, audit, sessions, throttles }),
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
    register: createRegistration(platform, { customers, audit, links }),
    async sendPasswordLink(organizer, customer, actor) {
      if (customer.email === null) return false
      await throttles.staffLink(organizer.id, customer.email)
      return links.send(organizer, customer, actor)
    },
    async cleanup() {
      await sessions.cleanup()
      await links.cleanup()
    },
  }
}
