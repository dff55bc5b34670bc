import { MINUTE } from '../../core/clock.ts'
import type { CustomerId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { placeOf } from './rules/client-facts.ts'
import type { CustomerSessions } from './sessions.ts'
import { pendingLoginStore } from './store/pending-logins.ts'
import type { ClientFacts } from './types.ts'

/** How long somebody may take for the second step, in ms. */
export const PENDING_LOGIN_MS = 10 * MINUTE
const SECOND_STEP_TRIES = 5

/** What somebody proved, by whatever way. */
export interface ProvenLogin {
  readonly customer: Pick<Customer, 'id' | 'identifier' | 'name' | 'email'>
  /** RFC 8176 words. */
  readonly amr: readonly string[]
  /** The password hash that was checked: the login fails when it changed meanwhile. Left out when no password was. */
  readonly checkedHash?: string | null
  /** A path within the organizer's pages. */
  readonly next: string | null
}

/** In which browser. */
export interface LoginBrowser {
  readonly client: ClientFacts
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

/** Is told of each login, in its transaction. */
export type LoggedIn = (
  q: Database,
  organizer: Organizer,
  login: ProvenLogin & { readonly client: ClientFacts },
) => Promise<void>

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
  useSecondStep(step: SecondStep): void
  onLoggedIn(handler: LoggedIn): void
}

export function createCompletion(
  platform: Platform,
  { customers, audit, sessions }: { customers: Customers; audit: Audit; sessions: CustomerSessions },
): LoginCompletion {
  const { db, clock, random, metrics } = platform
  const handlers: LoggedIn[] = []
  let secondStep: SecondStep = { isNeeded: async () => false }

  async function askForSecondStep(q: Database, organizer: Organizer, proven: ProvenLogin): Promise<LoginStep> {
    const token = randomSecret(random)
    const now = clock.now()
    await pendingLoginStore(q).insert(organizer.id, {
      customer_id: proven.customer.id,
      id_hash: hashSecret(token),
      amr: proven.amr.join(' '),
      checked_hash: proven.checkedHash ?? null,
      next: proven.next,
      tries_left: SECOND_STEP_TRIES,
      created_at: now,
      expires_at: now + PENDING_LOGIN_MS,
    })
    return { kind: 'second_step', token }
  }

  return {
    async complete(organizer, proven, browser, isSecondStepDone = false) {
      const { customer, amr, checkedHash } = proven
      const step = await db.transaction(async (q): Promise<LoginStep> => {
        if (!isSecondStepDone && (await secondStep.isNeeded(q, organizer, customer.id, amr))) {
          return askForSecondStep(q, organizer, proven)
        }
        if (!(await customers.recordLogin(q, organizer.id, customer.id, clock.now(), checkedHash))) {
          return { kind: 'refused' }
        }
        await audit.record(q, organizer.id, {
          action: 'foyer.customer.login',
          actor: { type: 'customer', id: customer.id, name: customer.identifier },
          object: customerObject(customer),
          detail: { method: methodOf(amr), ...placeOf(browser.client) },
        })
        for (const handler of handlers) await handler(q, organizer, { ...proven, client: browser.client })
        return { kind: 'logged_in', token: await sessions.start(q, organizer, customer.id, { amr, ...browser }) }
      })
      if (step.kind === 'logged_in') metrics.login('customer', 'succeeded')
      return step
    },
    useSecondStep(step) {
      secondStep = step
    },
    onLoggedIn(handler) {
      handlers.push(handler)
    },
  }
}

/** The first step, as the history calls it. */
function methodOf(amr: readonly string[]) {
  return amr.includes('pwd') ? 'pwd' : amr.includes('otp') ? 'otp' : amr.includes('pop') ? 'pop' : 'pwd'
}
