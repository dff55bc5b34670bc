import type { UserId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import { isSessionAlive, LONG_SESSION_LIFETIME_MS, SESSION_LIFETIME_MS, TOUCH_EVERY_MS } from './rules.ts'
import { sessionStore } from './store/sessions.ts'
import type { FoundLogin, SecondFactorProof, StaffSession, User } from './types.ts'

export interface NewSession {
  readonly user: User
  readonly isLong: boolean
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
  /** Who is logged in with this secret: an active user whose account still belongs to the backend of the login. */
  find(secret: string): Promise<FoundLogin | null>
  /** Starts a session in the caller's transaction and answers the secret of its cookie; expired ones are deleted. */
  start(q: Database, session: NewSession): Promise<string>
  /** The person proved who they are again: limits count from now on. */
  refresh(q: Database, session: StaffSession): Promise<void>
  end(q: Database, secret: string): Promise<void>
  endAll(q: Database, userId: UserId): Promise<void>
}

export function createStaffSessions(platform: Pick<Platform, 'db' | 'clock' | 'random' | 'config'>): StaffSessions {
  const { db, clock, random, config } = platform
  return {
    async find(secret) {
      const login = await sessionStore(db.q).find(hashSecret(secret))
      if (!login) return null
      const { session, user } = login
      const now = clock.now()
      if (!user.isActive || user.authBackend !== session.authBackend) return null
      if (!isSessionAlive(session, now, config.longSessions)) return null
      if (now - session.lastUsedAt >= TOUCH_EVERY_MS) await sessionStore(db.q).touch(session.idHash, now)
      return login
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
        expires_at: now + (isLong ? LONG_SESSION_LIFETIME_MS : SESSION_LIFETIME_MS),
        is_long: isLong,
        user_agent: userAgent.slice(0, 300),
        ip_prefix: ipPrefix(ip),
        second_factor: secondFactor,
        upstream_session: upstream?.sessionId ?? null,
        upstream_data: upstream?.data ?? null,
        acting_as: null,
        acting_since: null,
      })
      return secret
    },

    refresh: (q, { idHash }) => sessionStore(q).refresh(idHash, clock.now()),
    end: (q, secret) => sessionStore(q).delete(hashSecret(secret)),
    async endAll(q, userId) {
      await sessionStore(q).deleteOfUser(userId)
    },
  }
}

/** Enough of an address to recognise a place, not a machine: three parts of IPv4, three groups of IPv6. */
function ipPrefix(ip: string): string {
  const mapped = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  return mapped.includes('.') ? mapped.split('.').slice(0, 3).join('.') : mapped.split(':').slice(0, 3).join(':')
}
