import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { placeOf } from './rules/client-facts.ts'
import type { ClientFacts } from './types.ts'

/** The words of the history. */
export type RecordedReason = 'wrong_password' | 'wrong_code' | 'disabled' | 'unverified'

/** A failed login is written down this many ms after it was answered: the writing must not show in the time of the answer. */
const RECORD_AFTER_MS = 50

/** Counts a failed login and writes it into the history of its account, if there is one. Does not wait for that. */
export type NoteFailure = (
  organizer: Organizer,
  customer: Customer | null,
  reason: RecordedReason,
  client: ClientFacts,
) => void

export function createLoginFailures(
  { db, metrics, log }: Platform,
  { audit, customers }: { audit: Audit; customers: Pick<Customers, 'merging'> },
): NoteFailure {
  /** Nothing is written about an account that was anonymised meanwhile. */
  async function record(organizer: Organizer, { id }: Customer, reason: RecordedReason, client: ClientFacts) {
    await sleep(RECORD_AFTER_MS)
    await db.transaction(async (q) => {
      await customers.merging.lock(q, organizer.id, [id])
      const customer = await customers.merging.at(q, organizer.id, id)
      if (customer.email === null) return
      await audit.record(q, organizer.id, {
        action: 'foyer.customer.login.failed',
        actor: { type: 'system' },
        object: customerObject(customer),
        detail: { reason, ...placeOf(client) },
      })
    })
  }

  return (organizer, customer, reason, client) => {
    metrics.login('customer', 'failed', customer ? reason : 'unknown_account')
    if (!customer) return
    record(organizer, customer, reason, client).catch((error: unknown) =>
      log.warn({ err: error }, 'a failed login could not be written into the history'),
    )
  }
}
