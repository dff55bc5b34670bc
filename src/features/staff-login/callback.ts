import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../core/errors.ts'
import { fittingNext } from '../../core/redirects.ts'
import { EmailAddressTaken, LoginRefused, RefusedByBackend } from '../staff/index.ts'
import type { BackendLogin, LoadedBackend } from '../staff-backends/index.ts'
import { type BackendCall, sessionOwner } from './backend-request.ts'
import type { BackendDoors, DoorDeps } from './doors.ts'
import { loginFailures } from './failures.ts'
import { loginAddress } from './login-view.ts'
import { reauthenticate } from './reauthenticate.ts'
import { backendName } from './safe-backend.ts'

export interface CallbackDeps extends DoorDeps {
  readonly doors: BackendDoors
}

/** What a callback is asked with, once it is known that this backend has one. */
export interface CallbackVisit {
  readonly backend: LoadedBackend
  /** What was posted, when the person came back by POST. */
  readonly form: Readonly<Record<string, string>> | null
  readonly query: Readonly<Record<string, string>>
}

/** The end of a login that went elsewhere. Every outcome is a page of this site. */
export type Callback = (request: FastifyRequest, reply: FastifyReply, visit: CallbackVisit) => Promise<FastifyReply>

export function createCallback(deps: CallbackDeps): Callback {
  const { doors } = deps
  const failures = loginFailures(deps)

  return callback

  async function callback(
    request: FastifyRequest,
    reply: FastifyReply,
    { backend, form, query }: CallbackVisit,
  ): Promise<FastifyReply> {
    const call = doors.calls(backend, request, reply, { query, form: form ?? {}, method: form ? 'POST' : 'GET' })
    const answer = await doors.ask(backend, 'handleCallback', () => backend.handleCallback(call.request), 'person')
    if (!answer.ok) {
      await failures.noteRefusal(request, backend, answer.error)
      return refused(request, reply, { backend, call, error: answer.error })
    }
    if (answer.value === null) return back(request, reply, { backend, call, reason: 'nothing' })
    try {
      return await enter(request, reply, { backend, call, login: answer.value })
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error
      await failures.note(backend.identifier, error.reason, answer.value.user)
      return refused(request, reply, { backend, call, error })
    }
  }

  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    { backend, call, login }: { backend: LoadedBackend; call: BackendCall; login: BackendLogin },
  ): Promise<FastifyReply> {
    const owner = sessionOwner(request)
    if (owner !== null && call.purpose === 'reauthentication') {
      return reauthenticate(deps, request, reply, { backend, call, login })
    }
    if (owner !== null && owner.id !== login.user.id) {
      reply.flash('warn', { key: 'doors:otherPerson', params: { name: owner.email } })
      return leave(reply, await doors.nextAddress(request, reply, backend.identifier, call))
    }
    return doors.processLogin(request, reply, login, { backend: backend.identifier, keepLoggedIn: false, call })
  }

  /** The backend refused, failed or was late, or what it answered does not count. */
  function refused(
    request: FastifyRequest,
    reply: FastifyReply,
    { backend, call, error }: { backend: LoadedBackend; call: BackendCall; error: unknown },
  ): FastifyReply {
    if (error instanceof LoginRefused)
      return back(request, reply, { backend, call, reason: error.reason, text: error.text })
    if (error instanceof RefusedByBackend || error instanceof EmailAddressTaken) {
      return back(request, reply, { backend, call, reason: error.code, text: error.text })
    }
    return back(request, reply, { backend, call, reason: 'unavailable' })
  }

  /** Tells what happened and leads to where it can be tried again. */
  function back(request: FastifyRequest, reply: FastifyReply, failed: FailedReturn): FastifyReply {
    const { backend, call, reason } = failed
    failures.count(reason)
    for (const { tone, text } of call.messages) {
      reply.flash(tone, { key: 'staff:login.message', params: { text } })
    }
    if (call.messages.length === 0 || failed.text) reply.flash('bad', failed.text ?? wordsFor(failed, request))
    const next = call.request.next ?? undefined
    if (request.staff && call.purpose === 'reauthentication') {
      return leave(
        reply,
        `/control/reauth/?${new URLSearchParams({ next: fittingNext(next ?? '/control/', '/control/') })}`,
      )
    }
    return leave(reply, loginAddress({ backend: backend.identifier, next, stay: '1' }))
  }
}

interface FailedReturn {
  readonly backend: LoadedBackend
  readonly call: BackendCall
  /** For the metrics. */
  readonly reason: string
  readonly text?: Message | undefined
}

/** @returns what a person is told when the backend said nothing itself */
function wordsFor({ backend, reason }: FailedReturn, request: FastifyRequest): Message {
  const name = backendName(backend, request.locale)
  if (reason === 'unavailable') return { key: 'staff:login.unavailableOnly', params: { name } }
  return request.staff ? { key: 'doors:usedAgain', params: { name } } : { key: 'doors:nothing', params: { name } }
}

function leave(reply: FastifyReply, address: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(address, 303)
}
