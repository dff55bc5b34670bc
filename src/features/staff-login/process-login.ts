import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import type { Staff, User } from '../staff/index.ts'
import { LoginRefused } from '../staff/index.ts'
import type { BackendLogin, BackendRegistry, BackendUser } from '../staff-backends/index.ts'
import type { BackendCall } from './backend-request.ts'
import type { NextAddress } from './next-address.ts'

/** Encrypts what a backend keeps for the end of its session. */
export const UPSTREAM_DATA = 'staff session'

export interface LoginOptions {
  /** "Keep me logged in" was ticked; counts only where the installation offers it. */
  readonly keepLoggedIn: boolean
  /** `identifier` of the backend that vouches for the user. */
  readonly backend: string
  /** The call that found the user. What the backend said meanwhile is shown on the next page. */
  readonly call?: BackendCall
}

/** @throws LoginRefused */
export type ProcessLogin = (
  request: FastifyRequest,
  reply: FastifyReply,
  login: BackendLogin,
  options: LoginOptions,
) => Promise<FastifyReply>

export interface ProcessLoginDeps {
  readonly platform: Platform
  readonly staff: Staff
  readonly backends: BackendRegistry
  readonly nextAddress: NextAddress
}

/**
 * The only way into the back office, for every flow of every backend: checks that the backend owns the user and that the user
 * is active, asks for the second factor where one is needed, starts a session under a new id, and leads to a safe `next`.
 */
export function createProcessLogin(deps: ProcessLoginDeps): ProcessLogin {
  const { platform, staff, backends, nextAddress } = deps

  return async function processLogin(request, reply, login, { backend, keepLoggedIn, call }) {
    const user = await accepted(login.user, backend)
    const next = await nextAddress(request, reply, backend, call)
    for (const { tone, text } of call?.messages ?? [])
      reply.flash(tone, { key: 'staff:login.message', params: { text } })
    return staff.completion.complete(request, reply, {
      user,
      backend,
      isLong: keepLoggedIn,
      next,
      secondFactor: login.secondFactorDone === true ? 'upstream' : null,
      since: call?.startedAt,
      upstream: login.session ? { sessionId: login.session.id, data: sealed(login.session.data) } : null,
    })
  }

  function sealed(data: Readonly<Record<string, unknown>> | undefined): string | undefined {
    return data === undefined ? undefined : platform.secrets.seal(JSON.stringify(data), UPSTREAM_DATA)
  }

  /** What the database says about the user counts, not what the backend handed over. */
  async function accepted(candidate: BackendUser, backend: string): Promise<User> {
    if (!backends.get(backend)) throw new LoginRefused('unknown_backend')
    const user = typeof candidate.id === 'string' ? await staff.users.byId(candidate.id) : null
    if (!user) throw new LoginRefused('unknown_user')
    if (user.authBackend !== backend) throw new LoginRefused('foreign')
    if (!user.isActive) throw new LoginRefused('inactive')
    return user
  }
}
