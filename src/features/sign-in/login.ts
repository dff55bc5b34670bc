import { setTimeout as sleep } from 'node:timers/promises'
import type { CustomerId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customer, type Customers, checkEmail, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SignInThrottles } from './throttles.ts'
import type { ClientFacts } from './types.ts'

/** `wrong` for an unknown address as for a wrong password; the others are told only after the right password. */
export type LoginRefusal = 'wrong' | 'disabled' | 'unverified'

export type LoginOutcome =
  | { readonly kind: 'proven'; readonly customer: Customer; readonly checkedHash: string }
  | { readonly kind: 'refused'; readonly reason: LoginRefusal }

/** The words of the history. */
type RecordedReason = Exclude<LoginRefusal, 'wrong'> | 'wrong_password'

export interface LoginAttempt {
  /** As typed. */
  readonly email: string
  readonly password: string
  readonly client: ClientFacts
}

interface Deps {
  readonly customers: Customers
  readonly audit: Audit
  readonly throttles: SignInThrottles
}

/** Stands for "no account", so that an unknown address costs the same statements. */
const NOBODY = 'nobody' as CustomerId
/** A failed login is written down this many ms after it was answered: the writing must not show in the time of the answer. */
const RECORD_AFTER_MS = 50

/** Checks a password. Takes the same time whether the account exists or not. @throws TooManyRequests, Overloaded */
export function createLogin(platform: Platform, { customers, audit, throttles }: Deps) {
  const { db, passwords, metrics, log } = platform

  async function recordFailure(organizer: Organizer, customer: Customer, reason: RecordedReason): Promise<void> {
    await sleep(RECORD_AFTER_MS)
    await audit.record(db.q, organizer.id, {
      action: 'foyer.customer.login.failed',
      actor: { type: 'system' },
      object: customerObject(customer),
      detail: { reason },
    })
  }

  function refuse(organizer: Organizer, customer: Customer | null, reason: LoginRefusal): LoginOutcome {
    const word = reason === 'wrong' ? 'wrong_password' : reason
    metrics.login('customer', 'failed', customer ? word : 'unknown_account')
    if (customer) {
      recordFailure(organizer, customer, word).catch((error: unknown) =>
        log.warn({ err: error }, 'a failed login could not be written into the history'),
      )
    }
    return { kind: 'refused', reason }
  }

  return async function logIn(organizer: Organizer, attempt: LoginAttempt): Promise<LoginOutcome> {
    const { password, client } = attempt
    const email = checkEmail(attempt.email).email ?? attempt.email.trim().toLowerCase().replaceAll('\0', '')
    await throttles.login(client.ip, organizer.id, email)
    const customer = await customers.byEmail(organizer.id, email)
    const hash = await customers.passwordHash(organizer.id, customer?.id ?? NOBODY)
    const isRight = await passwords.verify(password, hash)
    if (!customer || hash === null || !isRight) return refuse(organizer, customer, 'wrong')
    if (!customer.isActive) return refuse(organizer, customer, 'disabled')
    if (!customer.isVerified) return refuse(organizer, customer, 'unverified')
    await throttles.loggedIn(client.ip, organizer.id, email)
    if (!passwords.needsRehash(hash)) return { kind: 'proven', customer, checkedHash: hash }
    const checkedHash = await passwords.hash(password)
    await customers.upgradeHash(organizer.id, customer.id, checkedHash)
    return { kind: 'proven', customer, checkedHash }
  }
}
