import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../platform/db/db.ts'
import { hashRecoveryCode, type TypedCode } from '../../platform/factors/recovery-code.ts'
import type { FactorThrottles } from '../../platform/factors/throttles.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { displayName, type Staff, type User } from '../staff/index.ts'
import { createTellOwner } from './mails.ts'
import type { Passkeys } from './passkeys.ts'
import { recoveryCodeStore } from './store/recovery-codes.ts'
import { totpStore } from './store/totp.ts'
import type { Totp } from './totp.ts'

type Waiting = NonNullable<Awaited<ReturnType<Staff['completion']['waiting']>>>

/** Why a proof failed, in the words of the history. */
type Refusal = 'wrong_second_step' | 'wrong_passkey' | 'passkey_counter'

export type StepOutcome =
  | { readonly kind: 'passed'; readonly reply: FastifyReply }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** No try was left. */
  | { readonly kind: 'too_many' }
  /** Another request was faster, or it took too long. */
  | { readonly kind: 'gone' }

/** The second factor of a login whose first one was right. */
export interface SecondStep {
  /** With a code of an authenticator app, or a recovery code. @throws TooManyRequests */
  withCode(request: FastifyRequest, reply: FastifyReply, waiting: Waiting, typed: TypedCode): Promise<StepOutcome>
  /** @param credential JSON of the browser's answer. @throws TooManyRequests */
  withPasskey(request: FastifyRequest, reply: FastifyReply, waiting: Waiting, credential: string): Promise<StepOutcome>
  /** Writes a proof that failed to the history. @param user null when it is not known whose it was */
  failed(user: User | null, reason: Refusal): Promise<void>
}

interface Deps {
  readonly audit: Audit
  readonly staff: Pick<Staff, 'completion'>
  readonly totp: Totp
  readonly passkeys: Passkeys
  readonly throttles: FactorThrottles
}

type Use = (q: Database) => Promise<boolean>

export function createSecondStep(platform: Platform, deps: Deps): SecondStep {
  const { db, clock, metrics, mailer } = platform
  const { audit, staff, totp, passkeys, throttles } = deps
  const { completion } = staff
  const tellOwner = createTellOwner(platform)

  async function failed(user: User | null, reason: Refusal): Promise<void> {
    metrics.login('staff', 'failed', reason)
    if (user === null) return
    await audit.record(db.q, null, {
      action: 'foyer.staff.login.failed',
      actor: { type: 'system' },
      object: { type: 'user', id: user.id, name: user.email },
      detail: { reason },
    })
  }

  /** @param use null when the proof is wrong anyway */
  async function pass(
    request: FastifyRequest,
    reply: FastifyReply,
    waiting: Waiting,
    { use, triesLeft, unused = 'wrong_second_step' }: { use: Use | null; triesLeft: number; unused?: Refusal },
  ): Promise<StepOutcome> {
    let isUsed: boolean | null = use === null ? false : null
    const passed =
      use &&
      (await completion.pass(request, reply, waiting, async (q) => {
        isUsed = await use(q)
        return isUsed
      }))
    if (passed) return { kind: 'passed', reply: passed }
    if (isUsed !== false) return { kind: 'gone' }
    await failed(waiting.user, unused)
    return { kind: 'wrong', triesLeft }
  }

  async function useOfTotp(user: User, code: string): Promise<Use | null> {
    const match = await totp.match(user.id, code)
    if (!match) return null
    const { device, step } = match
    return (q) => totpStore(q).useStep(user.id, device.id, { step, now: clock.now() })
  }

  async function useOfRecovery(user: User, code: string): Promise<Use> {
    const hash = hashRecoveryCode(user.id, code)
    const mail = await tellOwner(user, 'codeUsed')
    return async (q) => {
      if (!(await recoveryCodeStore(q).use(user.id, hash, clock.now()))) return false
      await audit.record(q, null, {
        action: 'foyer.staff.recoverycode.used',
        actor: { type: 'staff', id: user.id, name: displayName(user) },
        object: { type: 'user', id: user.id, name: user.email },
      })
      await mailer.queue(q, mail)
      return true
    }
  }

  return {
    failed,

    async withCode(request, reply, waiting, { kind, code }) {
      const { user } = waiting
      const ip = clientAddress(request)
      await throttles.code(kind, ip, user.id)
      const triesLeft = await completion.useTry(waiting)
      if (triesLeft === null) return { kind: 'too_many' }
      const use = kind === 'totp' ? await useOfTotp(user, code) : await useOfRecovery(user, code)
      const outcome = await pass(request, reply, waiting, { use, triesLeft })
      if (outcome.kind === 'passed') await throttles.passed(kind, ip, user.id)
      return outcome
    },

    async withPasskey(request, reply, waiting, credential) {
      await throttles.passkey(clientAddress(request))
      const triesLeft = await completion.useTry(waiting)
      if (triesLeft === null) return { kind: 'too_many' }
      const proven = await passkeys.prove(request, 'second_step', credential)
      if (proven.kind === 'refused' || proven.user.id !== waiting.user.id) {
        await failed(waiting.user, 'wrong_passkey')
        return { kind: 'wrong', triesLeft }
      }
      return pass(request, reply, waiting, { use: proven.use, triesLeft, unused: 'passkey_counter' })
    },
  }
}
