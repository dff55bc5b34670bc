import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditEntry } from '../audit/index.ts'
import { customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { SIGN_IN_ACTIONS, type SignInRecord, signInRecord, unfamiliarLogin } from './rules/sign-ins.ts'
import type { CustomerSession } from './types.ts'

const PAGE_SIZE = 20
/** So many logins are looked at to find one that is not familiar. */
const LOOKED_AT = 100

export type SignInCursor = Pick<AuditEntry, 'at' | 'id'>

export interface SignInPage {
  readonly records: readonly SignInRecord[]
  /** Whether there are older ones. */
  readonly hasMore: boolean
}

/** The story of a customer's logins, from the history. */
export interface SignIns {
  /** Newest first, failed ones included. */
  page(organizer: Organizer, session: CustomerSession, before?: SignInCursor, limit?: number): Promise<SignInPage>
  /** A login from a place that this person may not know; null when all is familiar. */
  unfamiliar(
    organizer: Organizer,
    session: CustomerSession,
    here: { device: string; network: string },
  ): Promise<SignInRecord | null>
  /** The person says that all logins until now were their own. */
  confirm(organizer: Organizer, session: CustomerSession): Promise<void>
}

export function createSignIns({ db, clock }: Pick<Platform, 'db' | 'clock'>, { audit }: { audit: Audit }): SignIns {
  const read = (organizer: Organizer, session: CustomerSession, limit: number, before?: SignInCursor) =>
    audit.list(organizer.id, {
      object: { type: 'customer', id: session.customer.id },
      actions: SIGN_IN_ACTIONS,
      limit,
      before,
    })

  return {
    async page(organizer, session, before, limit = PAGE_SIZE) {
      const entries = await audit.list(organizer.id, {
        object: { type: 'customer', id: session.customer.id },
        actions: ['foyer.customer.login', 'foyer.customer.login.failed'],
        limit: limit + 1,
        before,
      })
      return { records: entries.slice(0, limit).map(signInRecord), hasMore: entries.length > limit }
    },

    async unfamiliar(organizer, session, here) {
      return unfamiliarLogin(await read(organizer, session, LOOKED_AT), here, clock.now())
    },

    async confirm(organizer, { customer }) {
      await audit.record(db.q, organizer.id, {
        action: 'foyer.customer.login.confirmed',
        actor: { type: 'customer', id: customer.id, name: customer.identifier },
        object: customerObject(customer),
      })
    },
  }
}
