import { MINUTE } from '../../core/clock.ts'
import { hashSecret, randomDigits, randomSecret } from '../../core/random.ts'
import type { Site } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customer, Customers } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { KnownBrowsers } from './known-browsers.ts'
import type { NoteFailure } from './login-failures.ts'
import type { SignInMails } from './mails.ts'
import { deleteEndedCodes, type LoginCode, loginCodeStore } from './store/login-codes.ts'
import type { SignInThrottles } from './throttles.ts'
import type { ClientFacts } from './types.ts'

export const CODE_LIFETIME_MS = 10 * MINUTE
const TRIES = 5
const DIGITS = 6

export interface CodeRequest {
  /** As `checkEmail` gives it. */
  readonly email: string
  /** A path within the organizer's pages, where the person goes after the login. */
  readonly next: string | null
  readonly client: ClientFacts
  /** Secret by which the browser is recognised; null for one without. */
  readonly browser: string | null
  /** Secret of the code that this browser asked for before, which ends; null for none. */
  readonly previous: string | null
}

/** `wrong`: may be tried again. `gone`: used, too old, tried too often, or another one was asked for. */
export type CodeOutcome =
  | { readonly kind: 'proven'; readonly customer: Customer; readonly next: string | null }
  | { readonly kind: 'wrong'; readonly code: LoginCode }
  | { readonly kind: 'gone' }

/** Six digits by mail, good for ten minutes, five tries and the browser that asked for them. */
export interface LoginCodes {
  /**
   * Answers the secret for the browser, also for an address to which nothing is sent because it has no account that may log in.
   * @throws TooManyRequests
   */
  request(organizer: Organizer, site: Site, request: CodeRequest): Promise<string>
  /** What this browser waits for, if it can be typed now. */
  find(organizer: Organizer, secret: string): Promise<LoginCode | null>
  /** Tries the digits. The right ones prove the mailbox and so activate an account that was not. */
  redeem(organizer: Organizer, secret: string, digits: string, client: ClientFacts): Promise<CodeOutcome>
  cleanup(): Promise<void>
}

interface Deps {
  readonly customers: Customers
  readonly mails: SignInMails
  readonly throttles: SignInThrottles
  readonly browsers: KnownBrowsers
  readonly noteFailure: NoteFailure
}

export function createLoginCodes(platform: Platform, deps: Deps): LoginCodes {
  const { db, clock, random, mailer, outbox } = platform
  const { customers, mails, throttles, browsers, noteFailure } = deps

  async function countIt(organizer: Organizer, { email, client, browser }: CodeRequest): Promise<void> {
    const isKnown = await browsers.isKnown(organizer, email, browser)
    await throttles.code({ ip: client.ip, organizerId: organizer.id, email, knownBrowser: isKnown ? browser : null })
  }

  /** In one transaction: uses the code up, and activates the account. Null when another attempt was quicker. */
  async function useUp(organizer: Organizer, code: LoginCode, secret: string): Promise<Customer | null> {
    const customer = code.customerId && (await customers.byId(organizer.id, code.customerId))
    if (!customer?.isActive || customer.email !== code.email) return null
    const isFirst = await db.transaction(async (trx) => {
      if (!(await loginCodeStore(trx).redeem(organizer.id, hashSecret(secret), code.codeHash, clock.now())))
        return false
      const actor = { type: 'customer', id: customer.id, name: customer.identifier } as const
      if (!customer.isVerified) await customers.activate(trx, organizer, customer.id, actor)
      return true
    })
    return isFirst ? customer : null
  }

  return {
    async request(organizer, site, request) {
      await countIt(organizer, request)
      const { email, next, previous } = request
      const customer = await customers.byEmail(organizer.id, email)
      const to = customer?.isActive ? { ...customer, email } : null
      const secret = randomSecret(random)
      const digits = randomDigits(random, DIGITS)
      const now = clock.now()
      const expiresAt = now + CODE_LIFETIME_MS
      const mail = to && (await mails.loginCode({ organizer, site, to }, digits, expiresAt))
      await db.transaction(async (trx) => {
        const store = loginCodeStore(trx)
        if (previous !== null) await store.end(organizer.id, hashSecret(previous))
        await store.insert(organizer.id, {
          id_hash: hashSecret(secret),
          customer_id: to?.id ?? null,
          email,
          code_hash: codeHash(secret, digits),
          tries_left: TRIES,
          next,
          created_at: now,
          expires_at: expiresAt,
          used_at: null,
        })
        if (mail) await mailer.queue(trx, mail)
      })
      outbox.wake()
      return secret
    },

    find: (organizer, secret) => loginCodeStore(db.q).find(organizer.id, hashSecret(secret), clock.now()),

    async redeem(organizer, secret, digits, client) {
      const code = await loginCodeStore(db.q).useTry(organizer.id, hashSecret(secret), clock.now())
      if (!code) return { kind: 'gone' }
      if (code.codeHash !== codeHash(secret, digits)) {
        noteFailure(
          organizer,
          code.customerId && (await customers.byId(organizer.id, code.customerId)),
          'wrong_code',
          client,
        )
        return code.triesLeft > 0 ? { kind: 'wrong', code } : { kind: 'gone' }
      }
      const customer = await useUp(organizer, code, secret)
      return customer ? { kind: 'proven', customer, next: code.next } : { kind: 'gone' }
    },

    cleanup: () => deleteEndedCodes(db.q, clock.now()),
  }
}

/** What is stored: without the secret of the browser, a million guesses would tell the digits. */
function codeHash(secret: string, digits: string): string {
  return hashSecret(`${secret} ${digits}`)
}
