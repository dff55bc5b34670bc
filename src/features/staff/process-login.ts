import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { BackendRegistry, BackendUser } from '../staff-backends/index.ts'
import type { BackendMessage } from './backend-request.ts'
import { LoginRefused } from './errors.ts'
import { displayName, STAFF_COOKIE } from './hooks.ts'
import type { NextAddress } from './next-address.ts'
import { LONG_SESSION_LIFETIME_MS } from './rules.ts'
import type { Staff } from './staff.ts'
import { userStore } from './store/users.ts'
import type { User } from './types.ts'

export interface LoginOptions {
  /** "Keep me logged in" was ticked; counts only where the installation offers it. */
  readonly keepLoggedIn: boolean
  /** `identifier` of the backend that vouches for the user. */
  readonly backend: string
  /** What the backend wants to say; shown on the next page. */
  readonly messages?: readonly BackendMessage[]
}

/** @throws LoginRefused */
export type ProcessLogin = (
  request: FastifyRequest,
  reply: FastifyReply,
  user: BackendUser,
  options: LoginOptions,
) => Promise<FastifyReply>

export interface ProcessLoginDeps {
  readonly platform: Platform
  readonly staff: Staff
  readonly backends: BackendRegistry
  readonly audit: Audit
  readonly nextAddress: NextAddress
}

/**
 * The only way into the back office, for every flow of every backend: checks that the backend owns the user and that the user
 * is active, ends the session that this browser had, starts a new one under a new id, and leads to a safe `next`.
 */
export function createProcessLogin(deps: ProcessLoginDeps): ProcessLogin {
  const { platform, staff, backends, audit, nextAddress } = deps
  const { db, clock, config } = platform

  return async function processLogin(request, reply, candidate, options) {
    const user = await accepted(candidate, options.backend)
    const { cookies, csrf } = request.server.browser
    const isLong = options.keepLoggedIn && config.longSessions
    const formerSecret = cookies.read(request, STAFF_COOKIE)
    const next = await nextAddress(request, options.backend)
    const secret = await db.transaction(async (trx) => {
      if (formerSecret !== null) await staff.sessions.end(trx, formerSecret)
      await userStore(trx).update(user.id, { last_login_at: clock.now() })
      await audit.record(trx, null, {
        action: 'foyer.staff.login',
        actor: { type: 'staff', id: user.id, name: displayName(user) },
        object: { type: 'user', id: user.id, name: user.email },
        detail: { auth_backend: options.backend, long_session: isLong },
      })
      const userAgent = request.headers['user-agent'] ?? ''
      return staff.sessions.start(trx, { user, isLong, userAgent, ip: clientAddress(request) })
    })
    cookies.set(reply, STAFF_COOKIE, secret, isLong ? LONG_SESSION_LIFETIME_MS / 1000 : undefined)
    csrf.rotate(request, reply)
    for (const { tone, text } of options.messages ?? [])
      reply.flash(tone, { key: 'staff:login.message', params: { text } })
    platform.metrics.login('staff', 'succeeded')
    return reply.header('cache-control', 'no-store').redirect(next, 303)
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
