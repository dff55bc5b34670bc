import { FoyerError } from '../../core/errors.ts'
import type { Database } from '../../platform/db/db.ts'
import { hashRecoveryCode, type TypedCode } from '../../platform/factors/recovery-code.ts'
import type { FactorThrottles } from '../../platform/factors/throttles.ts'
import { stepOfCode } from '../../platform/factors/totp-code.ts'
import type { Site } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { MakeChange } from './changes.ts'
import { recoveryCodeStore } from './store/recovery-codes.ts'
import { totpStore } from './store/totp.ts'
import { STORED } from './totp.ts'

type PendingLogin = NonNullable<Awaited<ReturnType<SignIn['pending']['find']>>>

/** A login between its steps. */
export interface Waiting {
  readonly token: string
  readonly login: PendingLogin
  readonly customer: Customer
}

export type CodeOutcome =
  | { readonly kind: 'passed'; readonly waiting: Waiting }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Another request was faster, or it took too long. */
  | { readonly kind: 'gone' }

export interface SecondStepCheck {
  /** The login that waits in a browser; null when there is none any more. */
  find(organizer: Organizer, token: string | null): Promise<Waiting | null>
  /** Checks a code of the authenticator app or a recovery code, and uses it up. @throws TooManyRequests */
  passWithCode(
    organizer: Organizer,
    token: string,
    typed: TypedCode,
    from: { ip: string; site: Site },
  ): Promise<CodeOutcome>
  /** Takes a login that passed its second step in another way. False when another request was faster. */
  take(organizer: Organizer, token: string): Promise<boolean>
  /** Notes a second step that failed. */
  failed(organizer: Organizer, customer: Customer): Promise<void>
}

interface Deps {
  readonly audit: Audit
  readonly customers: Customers
  readonly signIn: Pick<SignIn, 'pending'>
  readonly throttles: FactorThrottles
  readonly change: MakeChange
}

/** Rolls the use of a code back when its login is gone. */
class LoginGone extends FoyerError {
  constructor() {
    super('the login is gone', { code: 'login_gone', status: 409 })
  }
}

export function createSecondStepCheck(platform: Platform, deps: Deps): SecondStepCheck {
  const { db, clock, secrets, metrics } = platform
  const { audit, customers, signIn, throttles, change } = deps

  async function stepOf(organizer: Organizer, customer: Customer, code: string): Promise<number | null> {
    const sealed = await totpStore(db.q).secret(organizer.id, customer.id)
    return sealed === null ? null : stepOfCode(secrets.open(sealed, STORED), code, clock.now())
  }

  async function take(q: Database, organizer: Organizer, token: string): Promise<true> {
    if ((await signIn.pending.take(q, organizer, token)) === null) throw new LoginGone()
    return true
  }

  async function useTotp(organizer: Organizer, { customer, token }: Waiting, code: string): Promise<boolean> {
    const step = await stepOf(organizer, customer, code)
    if (step === null) return false
    return db.transaction(
      async (q) => (await totpStore(q).useStep(organizer.id, customer.id, step)) && (await take(q, organizer, token)),
    )
  }

  async function useRecovery(organizer: Organizer, { customer, token }: Waiting, code: string, site: Site) {
    const hash = hashRecoveryCode(customer.id, code)
    const actor = { type: 'customer', id: customer.id, name: customer.identifier } as const
    const told = { action: 'foyer.customer.recoverycodes.used', tells: 'codeUsed' } as const
    const used = await change({ organizer, customer, site, actor }, told, async (q) =>
      (await recoveryCodeStore(q).use(organizer.id, customer.id, hash, clock.now())) ? take(q, organizer, token) : null,
    )
    return used !== null
  }

  async function failed(organizer: Organizer, customer: Customer): Promise<void> {
    metrics.login('customer', 'failed', 'wrong_second_step')
    await audit.record(db.q, organizer.id, {
      action: 'foyer.customer.login.failed',
      actor: { type: 'system' },
      object: customerObject(customer),
      detail: { reason: 'wrong_second_step' },
    })
  }

  async function find(organizer: Organizer, token: string | null): Promise<Waiting | null> {
    const login = token === null ? null : await signIn.pending.find(organizer, token)
    const customer = login && (await customers.byId(organizer.id, login.customerId))
    return token !== null && login && customer ? { token, login, customer } : null
  }

  return {
    find,
    failed,
    take: (organizer, token) => db.transaction(async (q) => (await signIn.pending.take(q, organizer, token)) !== null),

    async passWithCode(organizer, token, typed, { ip, site }) {
      const waiting = await find(organizer, token)
      if (!waiting) return { kind: 'gone' }
      const account = `${organizer.id} ${waiting.customer.id}`
      await throttles.code(typed.kind, ip, account)
      const tried = await signIn.pending.useTry(organizer, token)
      if (!tried) return { kind: 'gone' }
      try {
        const isRight =
          typed.kind === 'totp'
            ? await useTotp(organizer, waiting, typed.code)
            : await useRecovery(organizer, waiting, typed.code, site)
        if (!isRight) {
          await failed(organizer, waiting.customer)
          return { kind: 'wrong', triesLeft: tried.triesLeft }
        }
      } catch (error) {
        if (error instanceof LoginGone) return { kind: 'gone' }
        throw error
      }
      await throttles.passed(typed.kind, ip, account)
      return { kind: 'passed', waiting }
    },
  }
}
