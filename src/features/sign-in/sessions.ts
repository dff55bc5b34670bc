import { DAY, MINUTE } from '../../core/clock.ts'
import { type CustomerId, type CustomerSessionId, newId, type OrganizerId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import { ipPrefix } from '../../platform/devices/device.ts'
import { isLocale } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Organizer } from '../organizers/index.ts'
import { MAX_USER_AGENT } from './rules/client-facts.ts'
import {
  createSessionEnds,
  type EndedRow,
  type EndedSession,
  type SessionEndReason,
  type SessionsEnded,
} from './session-ends.ts'
import { sessionStore, takeExpiredSessions } from './store/sessions.ts'
import { endPendingUpstream, type UpstreamSessions, upstreamSessionStore } from './store/upstream-sessions.ts'
import type { ClientFacts, CustomerSession, ListedSession, UpstreamLogin } from './types.ts'

/** The time of the last use is written at most this often, in ms. */
const TOUCH_EVERY_MS = MINUTE
/** So many expired sessions are removed in one transaction. */
const CLEANUP_BATCH = 200

export interface FoundSession {
  readonly session: CustomerSession
  /** The end of the session was just moved on, so the cookie's should be, too. */
  readonly isProlonged: boolean
}

/** Logins of customers: rows, known to the browser by a secret that is stored as a hash only. */
export interface CustomerSessions {
  /** Lifetime in ms, from the last use on. */
  lifetimeOf(organizer: Organizer): number
  find(organizer: Organizer, token: string): Promise<FoundSession | null>
  /**
   * Begins a session. The one that this browser had before goes on under its public id, with a new secret, when it is the
   * same customer's, and ends when it is another one's. Answers the secret for the cookie.
   */
  start(q: Database, organizer: Organizer, customerId: CustomerId, login: NewLogin): Promise<string>
  /**
   * Gives a session a new secret, in the caller's transaction; null when it has ended.
   * @param authAt when the person proved who they are, in ms
   */
  changeSecret(q: Database, organizer: Organizer, session: CustomerSession, authAt: number): Promise<string | null>
  /**
   * Whether a session goes on, in the caller's transaction: whoever ends it does so after that, and is told of what the transaction
   * wrote.
   */
  hold(q: Database, organizerId: OrganizerId, session: HeldSession): Promise<boolean>
  /** Ends the session with this secret; null when there is none, or when another request just ended it. */
  end(q: Database, organizer: Organizer, token: string): Promise<OwnedSession | null>
  /** Sessions of a customer, the one used last first. */
  list(organizer: Organizer, customerId: CustomerId): Promise<ListedSession[]>
  endOne(organizer: Organizer, customerId: CustomerId, id: CustomerSessionId): Promise<boolean>
  endOthers(organizer: Organizer, customerId: CustomerId, keep: CustomerSessionId): Promise<number>
  /** Ends all sessions of an account whose access ended, but for one. */
  endAccess(q: Database, organizerId: OrganizerId, customerId: CustomerId, keep?: CustomerSessionId): Promise<void>
  /** Ends sessions that a provider vouched for, and logins that wait for their second step; answers how many sessions. */
  endUpstream(q: Database, organizerId: OrganizerId, which: UpstreamSessions): Promise<number>
  /** What a session keeps of the provider that vouched for its person; null for none. */
  upstreamOf(organizer: Organizer, id: CustomerSessionId): Promise<Omit<UpstreamLogin, 'authAt'> | null>
  /** To be told, in the same transaction, when sessions end. */
  onEnded(handler: SessionsEnded): void
  /** Removes sessions that nobody used for too long. */
  cleanup(): Promise<number>
}

export interface NewLogin {
  /** RFC 8176 words. */
  readonly amr: readonly string[]
  readonly upstream?: UpstreamLogin | undefined
  readonly client: ClientFacts
  /** The organizer's own domain at which the person logs in; null at the main address. */
  readonly host: string | null
  /** Secret of the session that this browser has now. */
  readonly previousToken: string | null
}

/** What rows of sessions and of pending logins keep of the provider. */
export function upstreamColumns(upstream: UpstreamLogin | undefined) {
  return {
    identity_id: upstream?.identityId ?? null,
    upstream_session: upstream?.sessionId ?? null,
    upstream_data: upstream?.data ?? null,
  }
}

/** The session of a customer. */
export interface HeldSession {
  readonly id: CustomerSessionId
  readonly customer: { readonly id: CustomerId }
}

export interface OwnedSession extends EndedSession {
  readonly customerId: CustomerId
}

export function createSessions(platform: Platform): CustomerSessions {
  const { db, clock, random, log, config, outbox } = platform
  const lifetimeOf = ({ settings }: Organizer) =>
    (settings.customer_accounts_session_days ?? config.sessionLifetimeDays) * DAY
  const ends = createSessionEnds()

  /** Ends sessions in a transaction of their own; answers how many there were. */
  async function endIn(reason: SessionEndReason, remove: (q: Database) => Promise<EndedRow[]>): Promise<number> {
    const count = await db.transaction(async (q) => {
      const rows = await remove(q)
      await ends.tell(q, rows, reason)
      return rows.length
    })
    if (count > 0) outbox.wake()
    return count
  }

  async function endByToken(q: Database, organizer: Organizer, token: string, reason: SessionEndReason) {
    const rows = await sessionStore(q).endByToken(organizer.id, hashSecret(token))
    await ends.tell(q, rows, reason)
    return rows[0]
  }

  /** Never rejects: a page is shown, too, when its time cannot be written. */
  async function touch(organizer: Organizer, id: CustomerSessionId, now: number): Promise<void> {
    const times = { now, expiresAt: now + lifetimeOf(organizer), usedBefore: now - TOUCH_EVERY_MS }
    await sessionStore(db.q)
      .touch(organizer.id, id, times)
      .catch((error: unknown) => log.warn({ err: error }, 'the last use of a session could not be written'))
  }

  return {
    lifetimeOf,

    async find(organizer, token) {
      const now = clock.now()
      const row = await sessionStore(db.q).find(organizer.id, hashSecret(token), now)
      if (!row) return null
      const isProlonged = row.last_used_at <= now - TOUCH_EVERY_MS
      if (isProlonged) await touch(organizer, row.id, now)
      const session = {
        id: row.id,
        authAt: row.auth_at,
        amr: row.amr === '' ? [] : row.amr.split(' '),
        identityId: row.identity_id,
        customer: {
          id: row.customer_id,
          identifier: row.identifier,
          name: row.name_cached,
          email: row.email ?? '',
          locale: isLocale(row.locale) ? row.locale : organizer.locale,
          hasOtherSubjects: row.has_other_subjects,
          deletionDueAt: row.deletion_due_at,
        },
      }
      return { session, isProlonged }
    },

    async start(q, organizer, customerId, { amr, upstream, client, host, previousToken }) {
      const store = sessionStore(q)
      const token = randomSecret(random)
      const now = clock.now()
      const login = {
        id_hash: hashSecret(token),
        auth_at: Math.min(upstream?.authAt ?? now, now),
        amr: amr.join(' '),
        ...upstreamColumns(upstream),
        last_used_at: now,
        expires_at: now + lifetimeOf(organizer),
        user_agent: client.userAgent.slice(0, MAX_USER_AGENT),
        ip_prefix: ipPrefix(client.ip),
        host,
      }
      if (previousToken !== null) {
        if (await store.renew(organizer.id, customerId, hashSecret(previousToken), login)) return token
        await endByToken(q, organizer, previousToken, 'other_customer')
      }
      const id = newId<CustomerSessionId>(random)
      await store.insert(organizer.id, { ...login, id, customer_id: customerId, created_at: now })
      return token
    },

    async changeSecret(q, organizer, { id, customer }, authAt) {
      const token = randomSecret(random)
      const to = { idHash: hashSecret(token), authAt }
      return (await sessionStore(q).changeSecret(organizer.id, customer.id, id, to)) ? token : null
    },

    hold: (q, organizerId, { id, customer }) => sessionStore(q).hold(organizerId, customer.id, id, clock.now()),

    async end(q, organizer, token) {
      const row = await endByToken(q, organizer, token, 'logout')
      return row ? { id: row.id, host: row.host, customerId: row.customer_id } : null
    },
    list: (organizer, customerId) => sessionStore(db.q).list(organizer.id, customerId, clock.now()),
    async endOne(organizer, customerId, id) {
      return (await endIn('logout_elsewhere', (q) => sessionStore(q).endOne(organizer.id, customerId, id))) > 0
    },
    endOthers: (organizer, customerId, keep) =>
      endIn('logout_elsewhere', (q) => sessionStore(q).endAll(organizer.id, customerId, keep)),
    async endAccess(q, organizerId, customerId, keep) {
      await ends.tell(q, await sessionStore(q).endAll(organizerId, customerId, keep), 'access_ended')
    },
    async endUpstream(q, organizerId, which) {
      await endPendingUpstream(q, organizerId, which)
      const rows = await upstreamSessionStore(q).endAll(organizerId, which)
      await ends.tell(q, rows, 'provider')
      return rows.length
    },
    upstreamOf: ({ id: organizerId }, id) => upstreamSessionStore(db.q).find(organizerId, id),
    onEnded: ends.add,
    async cleanup() {
      for (let total = 0; ; ) {
        const count = await endIn('expired', (q) => takeExpiredSessions(q, clock.now(), CLEANUP_BATCH))
        total += count
        if (count < CLEANUP_BATCH) return total
      }
    },
  }
}
