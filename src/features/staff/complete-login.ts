import type { FastifyReply, FastifyRequest } from 'fastify'
import { SECOND } from '../../core/clock.ts'
import type { UserId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import { fittingNext } from '../../core/redirects.ts'
import type { Database } from '../../platform/db/db.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { LoginRefused } from './errors.ts'
import { displayName, LONG_SESSION_LIFETIME_MS, PENDING_LOGIN_MS, SECOND_FACTOR_TRIES } from './rules.ts'
import type { StaffSessions, UpstreamSession } from './sessions.ts'
import { pendingLoginStore } from './store/pending-logins.ts'
import { userStore } from './store/users.ts'
import type { SecondFactorProof, User } from './types.ts'

/** Holds the secret of a session of the back office. */
export const STAFF_COOKIE = 'staff'
export const LOGIN_PATH = '/control/login'
const PENDING_COOKIE = 'staff-pending'
const SECOND_FACTOR_PATH = '/control/login/2fa'

/** A login whose first factor was right. */
export interface ProvenLogin {
  readonly user: User
  /** `identifier` of the backend that vouches for the user. */
  readonly backend: string
  readonly isLong: boolean
  /** A path of this site. */
  readonly next: string
  /** Who checked a second factor already. */
  readonly secondFactor: SecondFactorProof | null
  readonly upstream: UpstreamSession | null
  /** When the proof began, in ms: a password that was set later undoes it. */
  readonly since?: number | undefined
}

/** A login that waits for its second factor in this browser. */
export interface WaitingLogin {
  readonly token: string
  readonly user: User
  readonly next: string
  readonly triesLeft: number
}

/** Says who has to show a second factor. */
export interface SecondStep {
  isNeeded(q: Database, user: User): Promise<boolean>
}

/** Somebody at the door, with all factors. */
export interface NewLogin {
  readonly user: User
  readonly userAgent: string
  readonly ip: string
}

/**
 * Is told of each login. It prepares what has to be ready before the transaction of the login, such as a mail, and answers what
 * happens in it. What that queues leaves after the commit.
 */
export type LoggedIn = (login: NewLogin) => Promise<(q: Database) => Promise<void>>

export interface StaffCompletion {
  /**
   * The end of every first factor: begins a session and leads to `next`, or leads to the second factor.
   * @throws LoginRefused when the account was switched off, moved or given another password meanwhile
   */
  complete(request: FastifyRequest, reply: FastifyReply, login: ProvenLogin): Promise<FastifyReply>
  waiting(request: FastifyRequest): Promise<WaitingLogin | null>
  /** Uses one try up. Null when there is none left: the login has to begin anew. */
  useTry(waiting: WaitingLogin): Promise<number | null>
  /**
   * The second factor was right: begins the session.
   * @param use uses the factor up in the same transaction; false means that it counts no more
   * @returns null when the login waits no more, or the factor was used meanwhile
   */
  pass(
    request: FastifyRequest,
    reply: FastifyReply,
    waiting: WaitingLogin,
    use: (q: Database) => Promise<boolean>,
  ): Promise<FastifyReply | null>
  /** Logins of this user that wait for a second factor have to begin anew. */
  endWaiting(q: Database, userId: UserId): Promise<void>
  useSecondStep(step: SecondStep): void
  onLoggedIn(handler: LoggedIn): void
}

type StillGood = Pick<ProvenLogin, 'user' | 'backend' | 'since'>

interface Deps {
  readonly audit: Audit
  readonly sessions: StaffSessions
}

/** Rolls the use of a second factor back. */
class NotPassed extends Error {}

export function createCompletion(platform: Platform, { audit, sessions }: Deps): StaffCompletion {
  const { db, clock, random, config, metrics, outbox } = platform
  const handlers: LoggedIn[] = []

  async function prepared(request: FastifyRequest, user: User): Promise<(q: Database) => Promise<void>> {
    const login = { user, userAgent: request.headers['user-agent'] ?? '', ip: clientAddress(request) }
    const records = await Promise.all(handlers.map((handler) => handler(login)))
    return async (q) => {
      for (const record of records) await record(q)
    }
  }
  let secondStep: SecondStep = { isNeeded: async () => false }

  async function logIn(
    q: Database,
    request: FastifyRequest,
    login: ProvenLogin,
    record: (q: Database) => Promise<void>,
  ): Promise<string> {
    const { user, backend, isLong, secondFactor, upstream } = login
    const former = request.server.browser.cookies.read(request, STAFF_COOKIE)
    if (former !== null) await sessions.end(q, former)
    await userStore(q).update(user.id, { last_login_at: clock.now() })
    await audit.record(q, null, {
      action: 'foyer.staff.login',
      actor: { type: 'staff', id: user.id, name: displayName(user) },
      object: { type: 'user', id: user.id, name: user.email },
      detail: { auth_backend: backend, long_session: isLong, ...(secondFactor && { second_factor: secondFactor }) },
    })
    const userAgent = request.headers['user-agent'] ?? ''
    const ip = clientAddress(request)
    await record(q)
    return sessions.start(q, { user, isLong, userAgent, ip, secondFactor, upstream })
  }

  /** The account as it is now, until the end of the transaction. @throws LoginRefused */
  async function stillGood(q: Database, { user: { id }, backend, since }: StillGood): Promise<User> {
    const now = await userStore(q).lock(id)
    if (!now) throw new LoginRefused('unknown_user')
    const { user, passwordSetAt } = now
    if (user.authBackend !== backend) throw new LoginRefused('foreign')
    if (!user.isActive) throw new LoginRefused('inactive')
    if (since !== undefined && passwordSetAt !== null && passwordSetAt > since) throw new LoginRefused('outdated')
    return user
  }

  async function wait(q: Database, login: ProvenLogin): Promise<string> {
    const token = randomSecret(random)
    const now = clock.now()
    await pendingLoginStore(q).insert({
      user_id: login.user.id,
      id_hash: hashSecret(token),
      auth_backend: login.backend,
      is_long: login.isLong,
      next: login.next,
      tries_left: SECOND_FACTOR_TRIES,
      upstream_session: login.upstream?.sessionId ?? null,
      upstream_data: login.upstream?.data ?? null,
      created_at: now,
      expires_at: now + PENDING_LOGIN_MS,
    })
    return token
  }

  function enter(request: FastifyRequest, reply: FastifyReply, secret: string, login: ProvenLogin): FastifyReply {
    const { cookies, csrf } = request.server.browser
    cookies.set(reply, STAFF_COOKIE, secret, login.isLong ? LONG_SESSION_LIFETIME_MS / SECOND : undefined)
    csrf.rotate(request, reply)
    metrics.login('staff', 'succeeded')
    outbox.wake()
    return reply.header('cache-control', 'no-store').redirect(login.next, 303)
  }

  return {
    async complete(request, reply, given) {
      const proven = { ...given, isLong: given.isLong && config.longSessions }
      const record = await prepared(request, proven.user)
      const { token, waits } = await db.transaction(async (q) => {
        const login = { ...proven, user: await stillGood(q, proven) }
        const waits = login.secondFactor === null && (await secondStep.isNeeded(q, login.user))
        return { waits, token: waits ? await wait(q, login) : await logIn(q, request, login, record) }
      })
      if (!waits) return enter(request, reply, token, proven)
      request.server.browser.cookies.set(reply, PENDING_COOKIE, token, PENDING_LOGIN_MS / SECOND)
      const target = fittingNext(proven.next, '/control/')
      const next = target === '/control/' ? '' : `?next=${encodeURIComponent(target)}`
      return reply.header('cache-control', 'no-store').redirect(SECOND_FACTOR_PATH + next, 303)
    },

    async waiting(request) {
      const token = request.server.browser.cookies.read(request, PENDING_COOKIE)
      const row = token === null ? null : await pendingLoginStore(db.q).find(hashSecret(token), clock.now())
      const user = row && (await userStore(db.q).byId(row.user_id))
      if (token === null || !row || !user?.isActive || user.authBackend !== row.auth_backend) return null
      return { token, user, next: row.next, triesLeft: row.tries_left }
    },

    useTry: ({ token }) => pendingLoginStore(db.q).useTry(hashSecret(token), clock.now()),

    async pass(request, reply, { token, user: waiting }, use) {
      const record = await prepared(request, waiting)
      try {
        const { secret, login } = await db.transaction(async (q) => {
          await userStore(q).lock(waiting.id)
          const row = await pendingLoginStore(q).take(hashSecret(token), clock.now())
          if (!row || row.user_id !== waiting.id || !(await use(q))) throw new NotPassed()
          const user = await stillGood(q, { user: waiting, backend: row.auth_backend })
          const upstream = { sessionId: row.upstream_session ?? undefined, data: row.upstream_data ?? undefined }
          const { auth_backend: backend, is_long: isLong, next } = row
          const login: ProvenLogin = { user, backend, isLong, next, secondFactor: 'local', upstream }
          return { login, secret: await logIn(q, request, login, record) }
        })
        request.server.browser.cookies.clear(reply, PENDING_COOKIE)
        return enter(request, reply, secret, login)
      } catch (error) {
        if (error instanceof NotPassed) return null
        throw error
      }
    },

    endWaiting: (q, userId) => pendingLoginStore(q).deleteOfUser(userId),

    useSecondStep(step) {
      secondStep = step
    },
    onLoggedIn(handler) {
      handlers.push(handler)
    },
  }
}
