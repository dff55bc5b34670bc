import type { FastifyReply, FastifyRequest } from 'fastify'
import { DAY, SECOND } from '../../core/clock.ts'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import { hashSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import { type Device, deviceOf, ipPrefix } from '../../platform/devices/device.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Organizer } from '../organizers/index.ts'
import { MAX_USER_AGENT } from './rules/client-facts.ts'
import { forgetUnusedBrowsers, knownBrowserStore } from './store/known-browsers.ts'
import type { ClientFacts } from './types.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/
const COOKIE_LIFETIME_S = (365 * DAY) / SECOND
/** Longer than the cookie, so that a browser that is still used is never forgotten. */
const UNUSED_MS = 400 * DAY

/** A browser as the owner of the account sees it in a list. Instants in ms. */
export interface KnownBrowser {
  /** Names it in forms; opens nothing. */
  readonly id: string
  readonly userAgent: string
  readonly device: Device
  /** `192.0.2.0/24` or `2001:db8:1::/48` */
  readonly ipPrefix: string
  readonly createdAt: number
  readonly lastUsedAt: number
  /** Came after the first one, and the owner did not say yet that it is theirs. */
  readonly isUnconfirmed: boolean
}

/** Browsers in which somebody has logged in to an account before, each recognised by a secret in a cookie of one year. */
export interface KnownBrowsers {
  /** Whether the account with this address was logged in to from this browser. @param token secret of the cookie */
  isKnown(organizer: Organizer, email: string, token: string | null): Promise<boolean>
  /**
   * Notes a login, in its transaction. True when the browser was not known to the account.
   * @param isFirstLogin nobody ever logged in to this account before
   */
  note(q: Database, organizer: Organizer, login: BrowserLogin): Promise<boolean>
  /** The one used last first. */
  list(organizer: Organizer, customerId: CustomerId): Promise<KnownBrowser[]>
  /** The owner says that a browser is theirs. */
  confirm(organizer: Organizer, customerId: CustomerId, id: string): Promise<boolean>
  forget(organizer: Organizer, customerId: CustomerId, id: string): Promise<boolean>
  forgetAll(q: Database, organizerId: OrganizerId, customerId: CustomerId): Promise<void>
  /** The id of the browser that asks, known or not; null for one without the cookie. */
  idOf(request: FastifyRequest): string | null
  /** The secret of the cookie of the browser that asks; null for one without. */
  secretOf(request: FastifyRequest): string | null
  cleanup(): Promise<void>
}

export interface BrowserLogin {
  readonly customerId: CustomerId
  readonly token: string
  readonly client: ClientFacts
  readonly isFirstLogin: boolean
}

export function createKnownBrowsers({ db, clock }: Pick<Platform, 'db' | 'clock'>): KnownBrowsers {
  return {
    async isKnown(organizer, email, token) {
      return token !== null && (await knownBrowserStore(db.q).isKnown(organizer.id, email, hashSecret(token)))
    },
    async note(q, organizer, { customerId, token, client, isFirstLogin }) {
      const store = knownBrowserStore(q)
      const now = clock.now()
      const id = hashSecret(token)
      const seen = {
        user_agent: client.userAgent.slice(0, MAX_USER_AGENT),
        ip_prefix: ipPrefix(client.ip),
        last_used_at: now,
      }
      if (await store.touch(organizer.id, customerId, id, seen)) return false
      const confirmed = isFirstLogin ? now : null
      const row = { ...seen, customer_id: customerId, id_hash: id, created_at: now, confirmed_at: confirmed }
      return store.insert(organizer.id, row)
    },
    async list(organizer, customerId) {
      const rows = await knownBrowserStore(db.q).list(organizer.id, customerId)
      return rows.map((row) => ({
        id: row.id_hash,
        userAgent: row.user_agent,
        device: deviceOf(row.user_agent),
        ipPrefix: row.ip_prefix,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        isUnconfirmed: row.confirmed_at === null,
      }))
    },
    confirm: (organizer, customerId, id) => knownBrowserStore(db.q).confirm(organizer.id, customerId, id, clock.now()),
    forget: (organizer, customerId, id) => knownBrowserStore(db.q).forget(organizer.id, customerId, id),
    forgetAll: (q, organizerId, customerId) => knownBrowserStore(q).forgetAll(organizerId, customerId),
    idOf(request) {
      const token = browserToken(request)
      return token === null ? null : hashSecret(token)
    },
    secretOf: browserToken,
    cleanup: () => forgetUnusedBrowsers(db.q, clock.now() - UNUSED_MS),
  }
}

/** The secret by which this browser is recognised at this organizer; null for none. */
export function browserToken(request: FastifyRequest): string | null {
  const token = request.server.browser.cookies.read(request, cookieName(request))
  return token !== null && TOKEN.test(token) ? token : null
}

export function setBrowserCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  request.server.browser.cookies.set(reply, cookieName(request), token, COOKIE_LIFETIME_S)
}

function cookieName({ organizer }: FastifyRequest): string {
  return `browser-${organizer.slug}`
}
