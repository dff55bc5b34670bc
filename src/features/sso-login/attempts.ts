import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import type { OrganizerId, SsoProviderId } from '../../core/ids.ts'
import { hashSecret } from '../../core/random.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { Platform } from '../../platform/platform.ts'
import { rememberedSchema } from '../../protocol/client/remembered.ts'
import type { Remembered } from '../../protocol/client/types.ts'
import { type AttemptRow, attemptStore, deleteEndedAttempts } from './store.ts'
import type { AttemptPurpose, TakenAttempt } from './types.ts'

/** Somebody may take this long at the provider, in ms. */
export const ATTEMPT_MS = 15 * MINUTE
/** An attempt that is over is known for this long, in ms, so that its person can be told what happened. */
export const KEPT_MS = 60 * MINUTE
const POSTED_MS = 2 * MINUTE
const SEALED_FOR = 'sso attempt'
const SEALED_FORM = 'sso form'
/** Marks a posted form among the attempts; no browser has this hash. */
const POSTED = 'posted'
/** Parameters of an answer, RFC 6749 4.1.2, RFC 9207, and what Apple sends. With the most symbols that are kept of each. */
const KEPT_FIELDS: Readonly<Record<string, number>> = {
  state: 100,
  code: 8000,
  iss: 2000,
  error: 200,
  error_description: 2000,
  error_uri: 500,
  session_state: 500,
  user: 2000,
}
const SECRET = /^[A-Za-z0-9_-]{43}$/

const content = z.object({
  next: z.string().nullable(),
  data: z.record(z.string(), z.string()),
  remembered: rememberedSchema,
})

export interface StartedAttempt {
  readonly providerId: SsoProviderId
  readonly purpose: AttemptPurpose
  /** What leads back to it; 43 random characters that say nothing. */
  readonly state: string
  /** Secret of the browser that sets out. */
  readonly browser: string
  readonly next: string | null
  readonly data: Readonly<Record<string, string>>
  readonly remembered: Remembered
}

/** What became of a `state` with which a browser comes. `attempt` is known to the browser that set out only. */
export type TakeOutcome =
  | { readonly kind: 'taken'; readonly attempt: TakenAttempt }
  | { readonly kind: 'attempt_expired' | 'attempt_used'; readonly attempt: TakenAttempt }
  | { readonly kind: 'attempt_unknown' | 'other_browser' }

/** Logins under way at providers. Everything about them is encrypted; `state` and the browser's secret are kept as hashes. */
export interface Attempts {
  start(organizerId: OrganizerId, attempt: StartedAttempt): Promise<void>
  /** Once; after that it is only said that it was used. */
  take(
    organizerId: OrganizerId,
    by: { state: string; browser: string | null; providerId: SsoProviderId },
  ): Promise<TakeOutcome>
  /**
   * Puts aside what another site posted, for two minutes and one use, because its request came without our cookies: of an attempt the
   * last form, and of that what a login needs. Answers the ticket that leads back to it; null for a form that belongs to no attempt.
   */
  putAside(
    organizerId: OrganizerId,
    providerId: SsoProviderId,
    form: Readonly<Record<string, string>>,
  ): Promise<string | null>
  /** The form that a ticket leads to, once. */
  takePosted(
    organizerId: OrganizerId,
    providerId: SsoProviderId,
    ticket: string,
  ): Promise<Readonly<Record<string, string>> | null>
  cleanUp(): Promise<number>
}

export function createAttempts({ db, clock, secrets }: Pick<Platform, 'db' | 'clock' | 'secrets'>): Attempts {
  function read(row: AttemptRow): TakenAttempt {
    const { next, data, remembered } = parseJson(content, secrets.open(row.data, SEALED_FOR), 'a login attempt')
    const purpose = row.purpose === 'link' || row.purpose === 'test' ? row.purpose : 'login'
    return { purpose, providerId: row.provider_id, next, data, remembered, startedAt: row.created_at }
  }

  return {
    async start(organizerId, { providerId, purpose, state, browser, next, data, remembered }) {
      const now = clock.now()
      await attemptStore(db.q).insert(organizerId, {
        state_hash: hashSecret(state),
        provider_id: providerId,
        browser_hash: hashSecret(browser),
        purpose,
        data: secrets.seal(JSON.stringify({ next, data, remembered }), SEALED_FOR),
        created_at: now,
        expires_at: now + ATTEMPT_MS,
        used_at: null,
      })
    },

    async take(organizerId, { state, browser, providerId }) {
      if (!SECRET.test(state)) return { kind: 'attempt_unknown' }
      const stateHash = hashSecret(state)
      const now = clock.now()
      const browserHash = browser === null ? null : hashSecret(browser)
      if (browserHash !== null) {
        const used = await attemptStore(db.q).use(organizerId, stateHash, { providerId, browserHash, now })
        if (used) return { kind: 'taken', attempt: read(used) }
      }
      const row = await attemptStore(db.q).find(organizerId, stateHash)
      if (row === null || row.provider_id !== providerId || row.browser_hash === POSTED)
        return { kind: 'attempt_unknown' }
      if (row.browser_hash !== browserHash) return { kind: 'other_browser' }
      return { kind: row.used_at === null ? 'attempt_expired' : 'attempt_used', attempt: read(row) }
    },

    async putAside(organizerId, providerId, form) {
      const { state } = form
      if (state === undefined || !SECRET.test(state)) return null
      const row = await attemptStore(db.q).find(organizerId, hashSecret(state))
      if (row === null || row.provider_id !== providerId || row.browser_hash === POSTED) return null
      const ticket = secrets.mac(`${organizerId} ${providerId} ${state}`, 'ticket of a posted form')
      const now = clock.now()
      await attemptStore(db.q).put(organizerId, {
        state_hash: hashSecret(ticket),
        provider_id: providerId,
        browser_hash: POSTED,
        purpose: POSTED,
        data: secrets.seal(JSON.stringify(keptOf(form)), SEALED_FORM),
        created_at: now,
        expires_at: now + POSTED_MS,
        used_at: null,
      })
      return ticket
    },

    async takePosted(organizerId, providerId, ticket) {
      if (!SECRET.test(ticket)) return null
      const by = { providerId, browserHash: POSTED, now: clock.now() }
      const row = await attemptStore(db.q).take(organizerId, hashSecret(ticket), by)
      if (!row) return null
      return parseJson(z.record(z.string(), z.string()), secrets.open(row.data, SEALED_FORM), 'a posted form')
    },

    cleanUp: () => deleteEndedAttempts(db.q, clock.now() - KEPT_MS),
  }
}

function keptOf(form: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(KEPT_FIELDS).flatMap(([name, most]) => {
      const value = Object.hasOwn(form, name) ? form[name] : undefined
      return value === undefined ? [] : [[name, value.slice(0, most)]]
    }),
  )
}
