import { Overloaded } from '../../core/errors.ts'
import type { CustomerId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Customer, type Customers, checkEmail } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { KnownBrowsers } from './known-browsers.ts'
import type { NoteFailure } from './login-failures.ts'
import type { Attempt, SignInThrottles } from './throttles.ts'
import type { ClientFacts } from './types.ts'

/** `wrong` for an unknown address as for a wrong password; the others are told only after the right password. */
export type LoginRefusal = 'wrong' | 'disabled' | 'unverified'

export type LoginOutcome =
  | { readonly kind: 'proven'; readonly customer: Customer; readonly checkedHash: string }
  | { readonly kind: 'refused'; readonly reason: LoginRefusal }

export interface LoginAttempt {
  /** As typed. */
  readonly email: string
  readonly password: string
  readonly client: ClientFacts
  /** Secret by which the browser is recognised; null or left out for one without. */
  readonly browser?: string | null
}

interface Deps {
  readonly customers: Customers
  readonly throttles: SignInThrottles
  readonly browsers: KnownBrowsers
  readonly noteFailure: NoteFailure
}

/** Stands for "no account", so that an unknown address costs the same statements. */
const NOBODY = 'nobody' as CustomerId

/** Checks a password. Takes the same time whether the account exists or not. @throws TooManyRequests, Overloaded */
export function createLogin(platform: Platform, { customers, throttles, browsers, noteFailure }: Deps) {
  const { passwords } = platform

  async function verify(attempt: Attempt, password: string, hash: string | null): Promise<boolean> {
    try {
      return await passwords.verify(password, hash)
    } catch (error) {
      if (error instanceof Overloaded) await throttles.notTried(attempt)
      throw error
    }
  }

  return async function logIn(organizer: Organizer, attempt: LoginAttempt): Promise<LoginOutcome> {
    const { password, client, browser = null } = attempt
    const email = typedEmail(attempt.email)
    const isKnown = await browsers.isKnown(organizer, email, browser)
    const counted = { ip: client.ip, organizerId: organizer.id, email, knownBrowser: isKnown ? browser : null }
    await throttles.login(counted)
    const customer = await customers.byEmail(organizer.id, email)
    const hash = await customers.passwordHash(organizer.id, customer?.id ?? NOBODY)
    const isRight = await verify(counted, password, hash)
    const refuse = (reason: LoginRefusal): LoginOutcome => {
      noteFailure(organizer, customer, reason === 'wrong' ? 'wrong_password' : reason, client)
      return { kind: 'refused', reason }
    }
    if (!customer || hash === null || !isRight) return refuse('wrong')
    if (!customer.isActive) return refuse('disabled')
    if (!customer.isVerified) return refuse('unverified')
    await throttles.loggedIn(counted)
    if (!passwords.needsRehash(hash)) return { kind: 'proven', customer, checkedHash: hash }
    return { kind: 'proven', customer, checkedHash: await upgraded(organizer, customer, { password, hash }) }
  }

  /** The hash of today's cost; the one there is, where the server has no room for it now. */
  async function upgraded(
    organizer: Organizer,
    customer: Customer,
    { password, hash }: { password: string; hash: string },
  ): Promise<string> {
    try {
      const checkedHash = await passwords.hash(password)
      await customers.upgradeHash(organizer.id, customer.id, checkedHash)
      return checkedHash
    } catch (error) {
      if (error instanceof Overloaded) return hash
      throw error
    }
  }
}

/** An address as it is counted and looked up, also where it cannot be one. */
function typedEmail(typed: string): string {
  return checkEmail(typed).email ?? typed.trim().toLowerCase().replaceAll('\0', '')
}
