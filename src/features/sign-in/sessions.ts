import { DAY, MINUTE } from '../../core/clock.ts'
import { type CustomerId, type CustomerSessionId, newId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import { isLocale } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Organizer } from '../organizers/index.ts'
import { ipPrefix, MAX_USER_AGENT } from './rules/client-facts.ts'
import { deleteEndedSessions, sessionStore } from './store/sessions.ts'
import type { ClientFacts, CustomerSession, ListedSession } from './types.ts'

/** The time of the last use is written at most this often, in ms. */
const TOUCH_EVERY_MS = MINUTE

export interface FoundSession {
  readonly session: CustomerSession
  /** The end of the session was just moved on, so the cookie's should be, too. */
  readonly isProlonged: boolean
}

/** Logins of customers: rows, known to the browser by a secret that is stored as a hash only. */
export interface CustomerSessions {
  /** Lifetime in ms, from the last use on. */
  readonly lifetimeMs: number
  find(organizer: Organizer, token: string): Promise<FoundSession | null>
  /**
   * Begins a session and ends the one that this browser had before. Answers the secret for the cookie.
   * @param amr RFC 8176 words
   */
  start(
    q: Database,
    organizer: Organizer,
    customerId: CustomerId,
    login: { readonly amr: readonly string[]; readonly client: ClientFacts; readonly previousToken: string | null },
  ): Promise<string>
  end(organizer: Organizer, token: string): Promise<void>
  /** Sessions of a customer, the one used last first. */
  list(organizer: Organizer, customerId: CustomerId): Promise<ListedSession[]>
  endOne(organizer: Organizer, customerId: CustomerId, id: CustomerSessionId): Promise<boolean>
  endOthers(organizer: Organizer, customerId: CustomerId, keep: CustomerSessionId): Promise<number>
  cleanup(): Promise<void>
}

export function createSessions(platform: Platform): CustomerSessions {
  const { db, clock, random, log, config } = platform
  const lifetimeMs = config.sessionLifetimeDays * DAY

  function touch(organizer: Organizer, id: CustomerSessionId, now: number): void {
    const times = { now, expiresAt: now + lifetimeMs, usedBefore: now - TOUCH_EVERY_MS }
    sessionStore(db.q)
      .touch(organizer.id, id, times)
      .catch((error: unknown) => log.warn({ err: error }, 'the last use of a session could not be written'))
  }

  return {
    lifetimeMs,

    async find(organizer, token) {
      const now = clock.now()
      const row = await sessionStore(db.q).find(organizer.id, hashSecret(token), now)
      if (!row) return null
      const isProlonged = row.last_used_at <= now - TOUCH_EVERY_MS
      if (isProlonged) touch(organizer, row.id, now)
      const session = {
        id: row.id,
        authAt: row.auth_at,
        amr: row.amr.split(' '),
        customer: {
          id: row.customer_id,
          identifier: row.identifier,
          name: row.name_cached,
          email: row.email ?? '',
          locale: isLocale(row.locale) ? row.locale : organizer.locale,
        },
      }
      return { session, isProlonged }
    },

    async start(q, organizer, customerId, { amr, client, previousToken }) {
      const store = sessionStore(q)
      if (previousToken !== null) await store.endByToken(organizer.id, hashSecret(previousToken))
      const token = randomSecret(random)
      const now = clock.now()
      await store.insert(organizer.id, {
        id: newId<CustomerSessionId>(random),
        id_hash: hashSecret(token),
        customer_id: customerId,
        auth_at: now,
        amr: amr.join(' '),
        created_at: now,
        last_used_at: now,
        expires_at: now + lifetimeMs,
        user_agent: client.userAgent.slice(0, MAX_USER_AGENT),
        ip_prefix: ipPrefix(client.ip),
      })
      return token
    },

    end: (organizer, token) => sessionStore(db.q).endByToken(organizer.id, hashSecret(token)),
    list: (organizer, customerId) => sessionStore(db.q).list(organizer.id, customerId, clock.now()),
    endOne: (organizer, customerId, id) => sessionStore(db.q).endOne(organizer.id, customerId, id),
    endOthers: (organizer, customerId, keep) => sessionStore(db.q).endAll(organizer.id, customerId, keep),
    cleanup: () => deleteEndedSessions(db.q, clock.now()),
  }
}
