import type { CustomerId, CustomerSessionId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'

/**
 * Why sessions ended: the person logged out here (`logout`) or from another device (`logout_elsewhere`), somebody else logged
 * in with the same browser, the account lost its access or got another password or address, the provider that vouched for the
 * person ended it (`provider`), or nobody came for too long.
 */
export type SessionEndReason =
  | 'logout'
  | 'logout_elsewhere'
  | 'other_customer'
  | 'access_ended'
  | 'provider'
  | 'expired'

export interface EndedSession {
  readonly id: CustomerSessionId
  /** The organizer's own domain at which it was; null at the main address. */
  readonly host: string | null
}

/** Is told of sessions of one customer in the transaction in which they end. */
export type SessionsEnded = (
  q: Database,
  organizerId: OrganizerId,
  customerId: CustomerId,
  sessions: readonly EndedSession[],
  reason: SessionEndReason,
) => Promise<void>

/** An ended session as the database gives it back. */
export interface EndedRow {
  readonly id: CustomerSessionId
  readonly organizer_id: OrganizerId
  readonly customer_id: CustomerId
  readonly host: string | null
}

/** Who wants to know when sessions end. */
export interface SessionEnds {
  add(handler: SessionsEnded): void
  /** Tells everybody, once for each customer among the rows. */
  tell(q: Database, rows: readonly EndedRow[], reason: SessionEndReason): Promise<void>
}

export function createSessionEnds(): SessionEnds {
  const handlers: SessionsEnded[] = []
  return {
    add(handler) {
      handlers.push(handler)
    },
    async tell(q, rows, reason) {
      for (const [first, ...more] of Map.groupBy(rows, (row) => row.customer_id).values()) {
        if (!first) continue
        const { organizer_id: organizerId, customer_id: customerId } = first
        const sessions = [first, ...more].map(({ id, host }) => ({ id, host }))
        for (const handler of handlers) await handler(q, organizerId, customerId, sessions, reason)
      }
    },
  }
}
