import type { FastifyReply, FastifyRequest } from 'fastify'
import { FoyerError, type Message, Overloaded, TooManyRequests } from '../../core/errors.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import { EmailAddressTaken, LoginRefused } from '../staff/index.ts'
import type { BackendLogin, LoadedBackend } from '../staff-backends/index.ts'
import type { BackendCall, BackendMessage } from './backend-request.ts'
import type { BackendDoors, DoorDeps } from './doors.ts'
import { loginFailures } from './failures.ts'
import { knownBrowsers } from './known-browser.ts'
import { readLoginForm, type SentLogin } from './login-form.ts'
import { selectedBackend } from './login-view.ts'
import { backendName } from './safe-backend.ts'

export interface LoginDeps extends DoorDeps {
  readonly doors: BackendDoors
}

/** A login that did not succeed, as the page shows it. */
export interface FailedLogin {
  readonly status: number
  /** Of the whole form. */
  readonly text: Message | null
  readonly sent: SentLogin | null
  readonly messages: readonly BackendMessage[]
  /** At this account, from this address; only where something typed was wrong. */
  readonly triesLeft?: number
}

export type LoginOutcome = { readonly done: true } | { readonly done: false; readonly failed: FailedLogin | null }

/** The two ways through the login page; what they find goes through `processLogin`. */
export interface Login {
  /** Asks each backend, in order, whether an external session names a user. */
  byRequest(request: FastifyRequest, reply: FastifyReply): Promise<LoginOutcome>
  /** Checks the form of the selected backend. */
  byForm(request: FastifyRequest, reply: FastifyReply): Promise<LoginOutcome>
  /** Writes a failed attempt on a known account to the history; after the answer, whose time must not tell. */
  noteFailure(request: FastifyRequest): Promise<void>
}

interface CheckedForm {
  readonly backend: LoadedBackend
  readonly sent: SentLogin
  readonly account: string
  readonly isKnownBrowser: boolean
  readonly call: BackendCall
}

const DONE: LoginOutcome = { done: true }

export function createLogin(deps: LoginDeps): Login {
  const { platform, staff, backends, doors } = deps
  const { metrics } = platform
  const refusals = loginFailures(deps)
  const browsers = knownBrowsers(platform)
  const failures = new WeakMap<FastifyRequest, { backend: string; account: string }>()

  async function byRequest(request: FastifyRequest, reply: FastifyReply): Promise<LoginOutcome> {
    let refusal: Message | undefined
    const messages: BackendMessage[] = []
    for (const backend of backends.all) {
      const call = doors.calls(backend, request, reply)
      const answer = await doors.ask(backend, 'requestAuthenticate', () => backend.requestAuthenticate(call.request))
      messages.push(...call.messages)
      const refused = answer.ok ? undefined : await turnedAway(request, backend, answer.error)
      refusal ??= refused
      if (!answer.ok || answer.value === null) continue
      try {
        await doors.processLogin(request, reply, answer.value, {
          keepLoggedIn: false,
          backend: backend.identifier,
          call,
        })
        return DONE
      } catch (error) {
        if (!(error instanceof LoginRefused)) throw error
        refusals.count(error.reason)
        await refusals.note(backend.identifier, error.reason, answer.value.user)
        refusal ??= wordsFor(error)
      }
    }
    if (refusal === undefined && messages.length === 0) return { done: false, failed: null }
    return { done: false, failed: { status: 200, text: refusal ?? null, sent: null, messages } }
  }

  /** A refusal in its own words is not written down here: it would be at each visit of the page. */
  async function turnedAway(request: FastifyRequest, backend: LoadedBackend, error: unknown) {
    if (error instanceof EmailAddressTaken) await refusals.noteRefusal(request, backend, error)
    return wordsFor(error)
  }

  async function byForm(request: FastifyRequest, reply: FastifyReply): Promise<LoginOutcome> {
    const backend = selectedBackend(backends, request)
    if (backend === null) return failed(422, { key: 'staff:login.nothing' })
    const sent = readLoginForm(backend, request.body, request.locale)
    if (Object.keys(sent.errors).length > 0) return failed(422, null, sent)
    const account = `${backend.identifier}:${sent.account}`
    const isKnownBrowser = browsers.isKnown(request, account)
    const counted = [clientAddress(request), account, isKnownBrowser] as const
    try {
      await staff.throttle.attempt(...counted)
    } catch (error) {
      if (!(error instanceof TooManyRequests) || error.text === undefined) throw error
      metrics.login('staff', 'failed', 'throttled')
      reply.headers(error.headers)
      return failed(error.status, error.text, sent)
    }
    const call = doors.calls(backend, request, reply)
    const answer = await doors.ask(
      backend,
      'formAuthenticate',
      () => backend.formAuthenticate(call.request, sent.values),
      'person',
    )
    if (!answer.ok) {
      await giveBack(answer.error, counted)
      refusals.count(answer.error instanceof FoyerError ? answer.error.code : 'unavailable')
      await refusals.noteRefusal(request, backend, answer.error)
      return failed(422, unanswered(backend, answer.error, request), sent, call.messages)
    }
    if (answer.value === null) {
      failures.set(request, { backend: backend.identifier, account: sent.account })
      metrics.login('staff', 'failed', 'wrong')
      const triesLeft = await staff.throttle.left(clientAddress(request), account)
      const text = call.messages.length > 0 ? null : { key: 'staff:login.wrong' }
      return { done: false, failed: { status: 422, text, sent, messages: call.messages, triesLeft } }
    }
    return enter(request, reply, answer.value, { backend, sent, account, isKnownBrowser, call })
  }

  /** What the server had no room for told nobody anything. */
  async function giveBack(error: unknown, counted: readonly [string, string, boolean]): Promise<void> {
    if (error instanceof Overloaded) await staff.throttle.notMade(...counted)
  }

  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    login: BackendLogin,
    { backend, sent, account, isKnownBrowser, call }: CheckedForm,
  ): Promise<LoginOutcome> {
    await staff.throttle.success(clientAddress(request), account, isKnownBrowser)
    const { isActive, authBackend } = login.user
    if (isActive && authBackend === backend.identifier) browsers.remember(request, reply, account)
    try {
      await doors.processLogin(request, reply, login, {
        keepLoggedIn: sent.keepLoggedIn,
        backend: backend.identifier,
        call,
      })
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error
      refusals.count(error.reason)
      await refusals.note(backend.identifier, error.reason, login.user)
      return failed(422, error.text ?? null, sent, call.messages)
    }
    return DONE
  }

  return {
    byRequest,
    byForm,
    async noteFailure(request) {
      const failure = failures.get(request)
      if (!failure) return
      const users = staff.usersOf(failure.backend)
      const { account } = failure
      const user = (await users.findByEmail(account)) ?? (await users.findByIdentifier(account))
      await refusals.note(failure.backend, 'wrong', user)
    },
  }
}

/** A failed backend in words for the person. @throws Overloaded: that is ours to answer */
function unanswered(backend: LoadedBackend, error: unknown, request: FastifyRequest): Message {
  if (error instanceof Overloaded) throw error
  const name = backendName(backend, request.locale)
  return wordsFor(error) ?? { key: 'staff:login.unavailableOnly', params: { name } }
}

/** Refusals that a person can do something about; a foreign owner or a broken backend is passed over in silence. */
function wordsFor(error: unknown): Message | undefined {
  if (error instanceof EmailAddressTaken) return error.text
  if (error instanceof LoginRefused) return error.reason === 'inactive' ? error.text : undefined
  return error instanceof FoyerError ? error.text : undefined
}

function failed(
  status: number,
  text: Message | null,
  sent: SentLogin | null = null,
  messages: readonly BackendMessage[] = [],
): LoginOutcome {
  return { done: false, failed: { status, text, sent, messages } }
}
