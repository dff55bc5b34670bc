import type { UserId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import { ipPrefix } from '../../platform/devices/device.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { createActing } from './acting.ts'
import { sessionLifetimeMs, sessionState, TOUCH_EVERY_MS } from './rules.ts'
import { sessionStore } from './store/sessions.ts'
import type { FoundLogin, FoundSession, SecondFactorProof, StaffSession, User } from './types.ts'

export interface NewSession {
  readonly user: User
  readonly isLong: boolean
  /** The whole header; empty when the browser sends none. The session is good for this browser only. */
  readonly userAgent: string
  readonly ip: string
  readonly secondFactor?: SecondFactorProof | null
  readonly upstream?: UpstreamSession | null
}

/** What a backend keeps about a session that it shares with an identity provider. */
export interface UpstreamSession {
  /** What the provider calls it, for back-channel logout. */
  readonly sessionId?: string | undefined
  /** For the logout hook, encrypted. */
  readonly data?: string | undefined
}

/** Sessions of the back office: rows that are found by the hash of the cookie's secret. */
export interface StaffSessions {
  /**
   * Who is logged in with this secret: an active user whose account still belongs to the backend of the login, in the same
   * browser. A session that breaks one of these rules ends here. An idle one is answered, but does not count as used.
   */
  find(secret: string, userAgent: string): Promise<FoundSession | null>
  /** Starts a session in the caller's transaction and answers the secret of its cookie; expired ones are deleted. */
  start(q: Database, session: NewSession): Promise<string>
  /** The person proved who they are again: limits count from now on. False when the session has ended meanwhile. */
  refresh(q: Database, session: Pick<StaffSession, 'idHash' | 'isLong'>): Promise<boolean>
  /** The session shows the account of another user from the next request on. False when it has ended meanwhile. */
  actAs(q: Database, session: StaffSession, userId: UserId): Promise<boolean>
  /** Ends what administrators looked through for an hour, each with its line in the history. Answers how many. */
  endOverdueActing(): Promise<number>
  /** The session shows its own user again. */
  actAsOneself(q: Database, session: StaffSession): Promise<void>
  /** Used last comes first. Those whose time is over are left out. */
  ofUser(userId: UserId): Promise<StaffSession[]>
  end(q: Database, secret: string): Promise<void>
  /** Ends one session of this user. Answers whether there was one. */
  endOne(q: Database, userId: UserId, idHash: string): Promise<boolean>
  /** Ends all sessions of this user. Answers how many. */
  endAll(q: Database, userId: UserId): Promise<number>
  /** All but this one. Answers how many. */
  endOthers(q: Database, session: StaffSession): Promise<number>
}

export function createStaffSessions(
  platform: Pick<Platform, 'db' | 'clock' | 'random' | 'config'>,
  { audit }: { audit: Audit },
): StaffSessions {
  const { db, clock, random, config } = platform
  const acting = createActing(platform, { audit })

  const stateOf = (session: StaffSession, userAgent: string) =>
    sessionState(session, { now: clock.now(), longAllowed: config.longSessions, userAgent })

  /** Whose pages are shown: an administrator may look through the account of a user who is none, for an hour. */
  async function shown(login: FoundLogin): Promise<Pick<FoundSession, 'user' | 'session' | 'impersonator'>> {
    const { user, session } = login
    if (session.actingAs === null) return { ...login, impersonator: null }
    const acted = await acting.shown(login)
    if (acted) return { user: acted, session, impersonator: user }
    return { user, session: { ...session, actingAs: null, actingSince: null }, impersonator: null }
  }

  return {
    async find(secret, userAgent) {
      const login = await sessionStore(db.q).find(hashSecret(secret))
      if (!login) return null
      const { session, user } = login
      const state = stateOf(session, userAgent)
      if (!user.isActive || user.authBackend !== session.authBackend || state === 'over') {
        await acting.ended(login)
        await sessionStore(db.q).delete(session.idHash)
        return null
      }
      const isIdle = state === 'idle'
      const now = clock.now()
      if (!isIdle && now - session.lastUsedAt >= TOUCH_EVERY_MS) await sessionStore(db.q).touch(session.idHash, now)
      return { ...(await shown(login)), isIdle }
    },

    async start(q, { user, isLong, userAgent, ip, secondFactor = null, upstream = null }) {
      const secret = randomSecret(random)
      const now = clock.now()
      await sessionStore(q).deleteExpired(now)
      await sessionStore(q).insert({
        id_hash: hashSecret(secret),
        user_id: user.id,
        auth_backend: user.authBackend,
        auth_at: now,
        created_at: now,
        last_used_at: now,
        expires_at: now + sessionLifetimeMs(isLong),
        is_long: isLong,
        user_agent: userAgent,
        ip_prefix: ipPrefix(ip),
        second_factor: secondFactor,
        upstream_session: upstream?.sessionId ?? null,
        upstream_data: upstream?.data ?? null,
        acting_as: null,
        acting_since: null,
      })
      return secret
    },

    refresh(q, { idHash, isLong }) {
      const now = clock.now()
      return sessionStore(q).refresh(idHash, now, now + sessionLifetimeMs(isLong))
    },
    actAs: (q, { idHash }, userId) => sessionStore(q).actAs(idHash, { userId, since: clock.now() }),
    endOverdueActing: () => acting.endOverdue(),
    async actAsOneself(q, { idHash }) {
      await sessionStore(q).actAs(idHash, null)
    },
    async ofUser(userId) {
      const sessions = await sessionStore(db.q).ofUser(userId)
      return sessions.filter((session) => stateOf(session, session.userAgent) !== 'over')
    },
    end: (q, secret) => sessionStore(q).delete(hashSecret(secret)),
    endOne: (q, userId, idHash) => sessionStore(q).deleteOne(userId, idHash),
    endAll: (q, userId) => sessionStore(q).deleteOfUser(userId),
    endOthers: (q, { userId, idHash }) => sessionStore(q).deleteOfUser(userId, idHash),
  }
}
