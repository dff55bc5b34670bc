import { MINUTE } from '../../core/clock.ts'
import { FoyerError } from '../../core/errors.ts'
import type { CustomerId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Site } from '../../platform/http/site.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { KnownBrowsers } from './known-browsers.ts'
import type { SignInMails } from './mails.ts'
import { placeOf } from './rules/client-facts.ts'
import { type CustomerSessions, upstreamColumns } from './sessions.ts'
import { knownBrowserStore } from './store/known-browsers.ts'
import { pendingLoginStore } from './store/pending-logins.ts'
import type { ClientFacts, UpstreamLogin } from './types.ts'

/** How long somebody may take for the second step, in ms. */
export const PENDING_LOGIN_MS = 10 * MINUTE
const SECOND_STEP_TRIES = 5
/** Ways to begin a login, in the words of RFC 8176; `sso` for a provider of the organizer. */
export const LOGIN_METHODS = ['pwd', 'otp', 'pop', 'sso'] as const

/** What somebody proved, by whatever way. */
export interface ProvenLogin {
  readonly customer: Pick<Customer, 'id' | 'identifier' | 'name' | 'email' | 'locale'>
  /** RFC 8176 words; those of the provider, if one vouched for the person. */
  readonly amr: readonly string[]
  readonly upstream?: UpstreamLogin | undefined
  /** What the login page puts first next time in this browser, where `amr` does not tell, e.g. `sso.uni`. */
  readonly way?: string | undefined
  /** The password hash that was checked: the login fails when it changed meanwhile. Left out when no password was. */
  readonly checkedHash?: string | null
  /** A path within the organizer's pages. */
  readonly next: string | null
}

/** In which browser. */
export interface LoginBrowser {
  readonly client: ClientFacts
  /** The secret by which it is recognised at its next login. */
  readonly token: string
  /** Where links in mails lead. */
  readonly site: Site
  /** The organizer's own domain at which somebody logs in; null at the main address. */
  readonly host: string | null
  /** Secret of the session that this browser has now; it ends with a successful login of somebody else. */
  readonly previousToken: string | null
}

/** `second_step`: its token opens `/account/login/second-step`. `refused`: meanwhile the account lost its right to log in. */
export type LoginStep =
  | { readonly kind: 'logged_in' | 'second_step'; readonly token: string }
  | { readonly kind: 'refused' }

/** Says whether what was proven is enough. */
export interface SecondStep {
  isNeeded(q: Database, organizer: Organizer, customerId: CustomerId, amr: readonly string[]): Promise<boolean>
}

export interface NotedLogin extends ProvenLogin {
  readonly client: ClientFacts
  /** The account was not logged in to from this browser before. */
  readonly isNewBrowser: boolean
  /** Nobody ever logged in to this account before. */
  readonly isFirstLogin: boolean
}

/** Says, in the transaction of a login that holds its account, whether the provider that vouched for the person still may. */
export type UpstreamCheck = (q: Database, organizer: Organizer, upstream: UpstreamLogin) => Promise<boolean>

/** Is told of each login, in its transaction. */
export type LoggedIn = (q: Database, organizer: Organizer, login: NotedLogin) => Promise<void>

export interface LoginCompletion {
  /**
   * The end of every way to log in: begins a session, or asks for the second step.
   * @param isSecondStepDone whether the second step was just passed
   */
  complete(
    organizer: Organizer,
    proven: ProvenLogin,
    browser: LoginBrowser,
    isSecondStepDone?: boolean,
  ): Promise<LoginStep>
  /** Whether this account would be asked for more than what was proven. @param amr RFC 8176 words */
  needsSecondStep(organizer: Organizer, customerId: CustomerId, amr: readonly string[]): Promise<boolean>
  useSecondStep(step: SecondStep): void
  useUpstreamCheck(check: UpstreamCheck): void
  onLoggedIn(handler: LoggedIn): void
}

interface Deps {
  readonly customers: Customers
  readonly audit: Audit
  readonly sessions: CustomerSessions
  readonly browsers: KnownBrowsers
  readonly mails: SignInMails
}

export function createCompletion(
  platform: Platform,
  { customers, audit, sessions, browsers, mails }: Deps,
): LoginCompletion {
  const { db, clock, random, metrics, mailer, outbox } = platform
  const handlers: LoggedIn[] = []
  let secondStep: SecondStep = { isNeeded: async () => false }
  let isUpstreamAlive: UpstreamCheck = async () => false

  async function askForSecondStep(q: Database, organizer: Organizer, proven: ProvenLogin): Promise<LoginStep> {
    const token = randomSecret(random)
    const now = clock.now()
    await pendingLoginStore(q).insert(organizer.id, {
      customer_id: proven.customer.id,
      id_hash: hashSecret(token),
      amr: proven.amr.join(' '),
      checked_hash: proven.checkedHash ?? null,
      ...upstreamColumns(proven.upstream),
      auth_at: proven.upstream?.authAt ?? null,
      next: proven.next,
      tries_left: SECOND_STEP_TRIES,
      created_at: now,
      expires_at: now + PENDING_LOGIN_MS,
    })
    return { kind: 'second_step', token }
  }

  /** The mail about a browser that the account does not know, drawn before the transaction; null when none is due. */
  async function newDeviceMail(organizer: Organizer, { customer }: ProvenLogin, browser: LoginBrowser) {
    const { email } = customer
    if (email === null || !organizer.settings.customer_accounts_new_device_mail) return null
    if (await browsers.isKnown(organizer, email, browser.token)) return null
    return mails.newDevice({ organizer, site: browser.site, to: { ...customer, email } }, browser.client, clock.now())
  }

  async function logIn(
    q: Database,
    organizer: Organizer,
    proven: ProvenLogin,
    browser: LoginBrowser,
    notice: QueuedMail | null,
  ): Promise<LoginStep> {
    const { customer, amr, checkedHash, upstream } = proven
    const { client, token } = browser
    const isFirstLogin = !(await knownBrowserStore(q).hasLoggedIn(organizer.id, customer.id))
    if (!(await customers.recordLogin(q, organizer.id, customer.id, clock.now(), checkedHash))) {
      return { kind: 'refused' }
    }
    if (upstream && !(await isUpstreamAlive(q, organizer, upstream))) throw new UpstreamEnded()
    await audit.record(q, organizer.id, {
      action: 'foyer.customer.login',
      actor: { type: 'customer', id: customer.id, name: customer.identifier },
      object: customerObject(customer),
      detail: { method: upstream ? 'sso' : methodOf(amr), ...placeOf(client) },
    })
    const isNewBrowser = await browsers.note(q, organizer, { customerId: customer.id, token, client, isFirstLogin })
    if (notice && isNewBrowser && !isFirstLogin) await mailer.queue(q, notice)
    for (const handler of handlers) await handler(q, organizer, { ...proven, client, isNewBrowser, isFirstLogin })
    return { kind: 'logged_in', token: await sessions.start(q, organizer, customer.id, { amr, upstream, ...browser }) }
  }

  return {
    async complete(organizer, proven, browser, isSecondStepDone = false) {
      const notice = await newDeviceMail(organizer, proven, browser)
      const step = await db
        .transaction(async (q) =>
          !isSecondStepDone && (await secondStep.isNeeded(q, organizer, proven.customer.id, proven.amr))
            ? askForSecondStep(q, organizer, proven)
            : logIn(q, organizer, proven, browser, notice),
        )
        .catch(refusedIfEnded)
      if (step.kind === 'logged_in') {
        metrics.login('customer', 'succeeded')
        outbox.wake()
      }
      return step
    },
    needsSecondStep: (organizer, customerId, amr) => secondStep.isNeeded(db.q, organizer, customerId, amr),
    useSecondStep(step) {
      secondStep = step
    },
    useUpstreamCheck(check) {
      isUpstreamAlive = check
    },
    onLoggedIn(handler) {
      handlers.push(handler)
    },
  }
}

/** The provider lost its right to vouch for the person, or the link with it is gone: what the login wrote so far is undone. */
class UpstreamEnded extends FoyerError {
  constructor() {
    super('the provider does not vouch for this person any more', { code: 'upstream_ended', status: 409 })
  }
}

function refusedIfEnded(error: unknown): LoginStep {
  if (error instanceof UpstreamEnded) return { kind: 'refused' }
  throw error
}

/** The first step of a login, as the history calls it. */
function methodOf(amr: readonly string[]): (typeof LOGIN_METHODS)[number] {
  return LOGIN_METHODS.find((method) => amr.includes(method)) ?? 'pwd'
}
