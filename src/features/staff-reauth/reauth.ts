import type { FastifyReply, FastifyRequest } from 'fastify'
import { FoyerError, type Message, Overloaded, TooManyRequests } from '../../core/errors.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Staff, StaffLogin } from '../staff/index.ts'
import type { BackendLogin } from '../staff-backends/index.ts'
import { type BackendDoors, backendName, formFields, readLoginForm, type SentLogin } from '../staff-login/index.ts'
import type { FactorCheck } from './factor-check.ts'
import { fixedValues } from './rules.ts'

export interface ReauthDeps {
  readonly platform: Platform
  readonly staff: Staff
  readonly doors: BackendDoors
  /** Null where there are no passkeys. */
  readonly factorCheck: FactorCheck | null
}

/** A proof that did not succeed, as the page shows it. */
export interface FailedProof {
  readonly status: number
  readonly text: Message | null
  readonly sent: SentLogin | null
  readonly messages: readonly { readonly tone: 'info' | 'ok' | 'warn' | 'bad'; readonly text: string }[]
}

export type ProofOutcome = { readonly next: string } | { readonly failed: FailedProof | null }

/** The ways to prove that it is still the same person: only the owner of the session counts, active and of the same backend. */
export interface Reauth {
  /** Asks the backend of the account whether an external session names the same user. */
  byRequest(request: FastifyRequest, reply: FastifyReply, login: StaffLogin): Promise<ProofOutcome>
  byForm(request: FastifyRequest, reply: FastifyReply, login: StaffLogin): Promise<ProofOutcome>
  byPasskey(request: FastifyRequest, reply: FastifyReply, login: StaffLogin, credential: string): Promise<ProofOutcome>
}

export function createReauth({ platform, staff, doors, factorCheck }: ReauthDeps): Reauth {
  const { reauthentication } = staff

  const isOwner = async (login: StaffLogin, found: BackendLogin | null): Promise<boolean> => {
    const owner = reauthentication.ownerOf(login)
    if (found?.user.id !== owner.id) return false
    const user = await staff.users.byId(owner.id)
    return user?.isActive === true && user.authBackend === login.session.authBackend
  }

  /**
   * Counts the attempt before it is made, for its address, and for its session wherever it is used: what a thief of another session
   * tries does not lock the owner out. Answers what the page says when there were too many.
   */
  async function throttled(request: FastifyRequest, reply: FastifyReply, account: string): Promise<FailedProof | null> {
    try {
      await staff.throttle.attempt(clientAddress(request), account, false)
      return null
    } catch (error) {
      if (!(error instanceof TooManyRequests) || error.text === undefined) throw error
      platform.metrics.login('staff', 'failed', 'throttled')
      reply.headers(error.headers)
      return failure(error.status, error.text)
    }
  }

  async function wrong(login: StaffLogin, failed: Partial<FailedProof> = {}): Promise<ProofOutcome> {
    const { email: name } = reauthentication.ownerOf(login)
    platform.metrics.login('staff', 'failed', 'reauthentication')
    await reauthentication.fail(login)
    return { failed: { ...failure(422, { key: 'staffReauth:wrong', params: { name } }), ...failed } }
  }

  return {
    async byRequest(request, reply, login) {
      const backend = doors.backends.get(login.session.authBackend)
      if (!backend) return { failed: null }
      const call = doors.calls(backend, request, reply, { purpose: 'reauthentication' })
      const answer = await doors.ask(backend, 'requestAuthenticate', () => backend.requestAuthenticate(call.request))
      if (!answer.ok || !(await isOwner(login, answer.value))) return { failed: null }
      await reauthentication.succeed(login, { method: null })
      return { next: await doors.nextAddress(request, reply, backend.identifier, call) }
    },

    async byForm(request, reply, login) {
      const backend = doors.backends.get(login.session.authBackend)
      if (!backend || Object.keys(formFields(backend)).length === 0) return { failed: failure(422, null) }
      const owner = reauthentication.ownerOf(login)
      const typed = (request.body ?? {}) as Record<string, unknown>
      const sent = readLoginForm(backend, { ...typed, ...fixedValues(formFields(backend), owner) }, request.locale)
      if (Object.keys(sent.errors).length > 0) return { failed: failure(422, null, sent) }
      const account = `reauthentication:${login.session.idHash}`
      const stopped = await throttled(request, reply, account)
      if (stopped) return { failed: { ...stopped, sent } }
      const call = doors.calls(backend, request, reply, { purpose: 'reauthentication', method: 'POST' })
      const ask = () => backend.formAuthenticate(call.request, sent.values)
      const answer = await doors.ask(backend, 'formAuthenticate', ask, 'person')
      const { messages } = call
      if (!answer.ok && answer.error instanceof Overloaded) {
        await staff.throttle.notMade(clientAddress(request), account, false)
      }
      if (!answer.ok)
        return {
          failed: { ...failure(422, unanswered(backendName(backend, request.locale), answer.error), sent), messages },
        }
      if (!(await isOwner(login, answer.value))) return wrong(login, { sent, messages })
      await staff.throttle.success(clientAddress(request), account, false)
      await reauthentication.succeed(login, { method: null })
      return { next: await doors.nextAddress(request, reply, backend.identifier, call) }
    },

    async byPasskey(request, reply, login, credential) {
      const owner = reauthentication.ownerOf(login)
      const account = `reauthentication:${login.session.idHash}`
      const stopped = await throttled(request, reply, account)
      if (stopped) return { failed: stopped }
      const use = (await factorCheck?.prove(request, owner, credential)) ?? null
      const isProven = use !== null && (await reauthentication.succeed(login, { method: 'pop', use }))
      if (!isProven) return wrong(login, { text: { key: 'staffReauth:wrongPasskey' } })
      await staff.throttle.success(clientAddress(request), account, false)
      return { next: await doors.nextAddress(request, reply, login.session.authBackend) }
    },
  }
}

/** What the person is told of a backend that failed. @throws Overloaded: that is ours to answer */
function unanswered(name: string, error: unknown): Message {
  if (error instanceof Overloaded) throw error
  const text = error instanceof FoyerError ? error.text : undefined
  return text ?? { key: 'staff:login.unavailableOnly', params: { name } }
}

function failure(status: number, text: Message | null, sent: SentLogin | null = null): FailedProof {
  return { status, text, sent, messages: [] }
}
