import type { FastifyRequest } from 'fastify'
import { DAY } from '../../core/clock.ts'
import type { AuditEntry } from '../audit/index.ts'
import { customerObject } from '../customers/index.ts'
import type { SecurityContext } from './context.ts'
import { selfActor } from './context.ts'
import { type SignInRecord, signInRecord } from './rules/sign-ins.ts'
import type { CustomerSession } from './types.ts'

const PAGE_SIZE = 20
/** How long a new browser is asked about, in ms. */
const ASKED_FOR_MS = 30 * DAY

export type SignInCursor = Pick<AuditEntry, 'at' | 'id'>

export interface SignInPage {
  readonly records: readonly SignInRecord[]
  /** Whether there are older ones. */
  readonly hasMore: boolean
}

/** A browser that the person may not know. */
export interface UnfamiliarBrowser {
  readonly id: string
  readonly device: { readonly browser: string; readonly system: string }
  readonly ipPrefix: string
  /** Instant in ms. */
  readonly createdAt: number
}

/** The story of a customer's logins. */
export interface SignIns {
  /** From the history, newest first, failed ones included. */
  page(request: FastifyRequest, session: CustomerSession, before?: SignInCursor, limit?: number): Promise<SignInPage>
  /** The newest browser, other than this one, that nobody said anything about yet; null when all are familiar. */
  unfamiliar(request: FastifyRequest, session: CustomerSession): Promise<UnfamiliarBrowser | null>
  /** The person says that a browser is theirs; nobody says so of the browser that they ask from. */
  confirm(request: FastifyRequest, session: CustomerSession, browser: string): Promise<boolean>
}

export function createSignIns({
  platform,
  audit,
  signIn,
}: Pick<SecurityContext, 'platform' | 'audit' | 'signIn'>): SignIns {
  const { db, clock } = platform
  const { knownBrowsers } = signIn
  return {
    async page({ organizer }, { customer }, before, limit = PAGE_SIZE) {
      const entries = await audit.list(organizer.id, {
        object: { type: 'customer', id: customer.id },
        actions: ['foyer.customer.login', 'foyer.customer.login.failed'],
        limit: limit + 1,
        before,
      })
      return { records: entries.slice(0, limit).map(signInRecord), hasMore: entries.length > limit }
    },

    async unfamiliar(request, { customer }) {
      const here = knownBrowsers.idOf(request)
      const since = clock.now() - ASKED_FOR_MS
      const browsers = await knownBrowsers.list(request.organizer, customer.id)
      return (
        browsers
          .filter(({ id, isUnconfirmed, createdAt }) => isUnconfirmed && id !== here && createdAt > since)
          .sort((a, b) => b.createdAt - a.createdAt)[0] ?? null
      )
    },

    async confirm(request, { customer }, browser) {
      const { organizer } = request
      if (browser === knownBrowsers.idOf(request)) return false
      if (!(await knownBrowsers.confirm(organizer, customer.id, browser))) return false
      await audit.record(db.q, organizer.id, {
        action: 'foyer.customer.login.confirmed',
        actor: selfActor(customer),
        object: customerObject(customer),
      })
      return true
    },
  }
}
