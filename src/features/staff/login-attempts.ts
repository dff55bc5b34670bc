import { z } from 'zod'
import { SECOND } from '../../core/clock.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { Platform } from '../../platform/platform.ts'
import { loginAttemptStore } from './store/login-attempts.ts'

const SEALED_FOR = 'staff login attempt'
const SEALED_FORM = 'staff login form'
/** Marks a posted form among the attempts; no browser has this hash. */
const POSTED = 'posted'
const POSTED_S = 120
const LIFETIME_S = 900
const MAX_LIFETIME_S = 3600
/** Attempts of one browser; the oldest make room. */
const MAX_PER_BROWSER = 20

export interface NewAttempt {
  readonly backend: string
  /** Secret of the browser that sets out. */
  readonly browser: string
  readonly purpose: 'login' | 'reauthentication'
  readonly next: string | null
  readonly data: Readonly<Record<string, unknown>>
  /** In seconds. */
  readonly lifetimeS?: number | undefined
}

export interface TakenAttempt {
  readonly purpose: 'login' | 'reauthentication'
  readonly next: string | null
  readonly data: Readonly<Record<string, unknown>>
  /** ms */
  readonly startedAt: number
}

/** What backends put aside while a login is under way elsewhere. */
export interface LoginAttempts {
  /** Answers the `state` that leads back to it. */
  start(attempt: NewAttempt): Promise<string>
  /** Once, for the same backend and browser; null for all else. */
  take(state: string, by: { backend: string; browser: string }): Promise<TakenAttempt | null>
  /**
   * Puts aside what another site posted, for two minutes and one use: its request came without our cookies. Answers the ticket
   * that leads back to it.
   */
  putAside(backend: string, form: Readonly<Record<string, string>>): Promise<string>
  /** The form that a ticket of this backend leads to, once. */
  takePosted(ticket: string, backend: string): Promise<Readonly<Record<string, string>> | null>
  cleanUp(): Promise<number>
}

export function createLoginAttempts(platform: Pick<Platform, 'db' | 'clock' | 'random' | 'secrets'>): LoginAttempts {
  const { db, clock, random, secrets } = platform
  return {
    async start({ backend, browser, purpose, next, data, lifetimeS = LIFETIME_S }) {
      const state = randomSecret(random)
      const now = clock.now()
      const browserHash = hashSecret(browser)
      await loginAttemptStore(db.q).insert({
        state_hash: hashSecret(state),
        auth_backend: backend,
        browser_hash: browserHash,
        purpose,
        next,
        data: secrets.seal(JSON.stringify(data), SEALED_FOR),
        created_at: now,
        expires_at: now + Math.min(Math.max(lifetimeS, 1), MAX_LIFETIME_S) * SECOND,
      })
      await loginAttemptStore(db.q).trim(browserHash, MAX_PER_BROWSER)
      return state
    },

    async take(state, { backend, browser }) {
      const by = { backend, browserHash: hashSecret(browser), now: clock.now() }
      const row = await loginAttemptStore(db.q).take(hashSecret(state), by)
      if (!row) return null
      return {
        purpose: row.purpose === 'reauthentication' ? 'reauthentication' : 'login',
        next: row.next,
        data: parseJson(z.record(z.string(), z.unknown()), secrets.open(row.data, SEALED_FOR), 'a login attempt'),
        startedAt: row.created_at,
      }
    },

    async putAside(backend, form) {
      const ticket = randomSecret(random)
      const now = clock.now()
      await loginAttemptStore(db.q).insert({
        state_hash: hashSecret(ticket),
        auth_backend: backend,
        browser_hash: POSTED,
        purpose: POSTED,
        next: null,
        data: secrets.seal(JSON.stringify(form), SEALED_FORM),
        created_at: now,
        expires_at: now + POSTED_S * SECOND,
      })
      return ticket
    },

    async takePosted(ticket, backend) {
      const by = { backend, browserHash: POSTED, now: clock.now() }
      const row = await loginAttemptStore(db.q).take(hashSecret(ticket), by)
      if (!row) return null
      return parseJson(z.record(z.string(), z.string()), secrets.open(row.data, SEALED_FORM), 'a posted form')
    },

    cleanUp: () => loginAttemptStore(db.q).deleteExpired(clock.now()),
  }
}
