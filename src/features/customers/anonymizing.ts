import { NotFound } from '../../core/errors.ts'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { isAnonymised } from './rules/status.ts'
import type { Customers } from './service.ts'
import { customerStore } from './store/customers.ts'
import { erasureStore } from './store/erasure.ts'
import { toColumns } from './store/row.ts'
import type { EndAccess, EraseTraces, PersonalData, Traces } from './types.ts'

interface AnonymizingDeps {
  readonly audit: Audit
  readonly holders: readonly PersonalData[]
  readonly erasers: readonly EraseTraces[]
  readonly endAccess: EndAccess
}

const NOTHING_PERSONAL = {
  email: null,
  phone: null,
  isPhoneVerified: false,
  nameParts: {},
  profile: {},
  isActive: false,
  isVerified: false,
  externalIdentifier: null,
  notes: null,
} as const

/** The end of everything personal, in one transaction that holds the account and its parts from the beginning. */
export function createAnonymizing(
  { db, clock, outbox }: Pick<Platform, 'db' | 'clock' | 'outbox'>,
  { audit, holders, erasers, endAccess }: AnonymizingDeps,
): Customers['anonymize'] {
  async function empty(trx: Database, organizer: Organizer, id: CustomerId): Promise<string> {
    const customer = await customerStore(trx).byId(organizer.id, id)
    if (!customer) throw new NotFound('customer')
    const { identifier, locale } = customer
    for (const holder of holders) await holder.erase(trx, organizer, customer)
    await customerStore(trx).update(organizer.id, id, {
      ...toColumns({ ...NOTHING_PERSONAL, locale }),
      password_hash: null,
      password_set_at: null,
      deletion_due_at: null,
      modified_at: clock.now(),
    })
    await endAccess(trx, organizer.id, id, { reason: 'anonymized' })
    await audit.shred(trx, organizer.id, { type: 'customer', id })
    return identifier
  }

  return async function anonymize(organizer, id, actor, { due, last } = {}) {
    const isDone = await db.transaction(async (trx) => {
      const parts = await hold(trx, organizer.id, id)
      if (due !== undefined && !(await erasureStore(trx).takeDue(organizer.id, id, due))) return false
      if (parts.length === 0 && (await isEmpty(trx, organizer.id, id))) return false
      const traces = await tracesOf(trx, organizer.id, [id, ...parts])
      for (const part of parts) await empty(trx, organizer, part)
      const object = { type: 'customer', id, name: await empty(trx, organizer, id) } as const
      for (const erase of erasers) await erase(trx, organizer, traces)
      for (const address of traces.emails) {
        await outbox.forget(trx, organizer.id, address)
        await erasureStore(trx).forgetDemoMails(organizer.id, address)
      }
      await audit.record(trx, organizer.id, { action: 'pretix.customer.anonymized', actor, object })
      await last?.(trx)
      return true
    })
    if (isDone) await db.scrub()
    return isDone
  }
}

/** A part of another account is empty too, but its history is not. */
async function isEmpty(trx: Database, organizerId: OrganizerId, id: CustomerId): Promise<boolean> {
  const customer = await customerStore(trx).byId(organizerId, id)
  return customer !== null && customer.mergedInto === null && isAnonymised(customer)
}

/**
 * Locks the account and the accounts that became parts of it, which it answers, in the order of the ids, as merging does. Parts that
 * came while it waited are locked, too.
 */
async function hold(trx: Database, organizerId: OrganizerId, id: CustomerId): Promise<CustomerId[]> {
  const locked = new Set<CustomerId>()
  for (;;) {
    const parts = await erasureStore(trx).parts(organizerId, id)
    const free = [id, ...parts].filter((one) => !locked.has(one)).sort()
    if (free.length === 0) return parts
    for (const one of free) {
      await customerStore(trx).lock(organizerId, one)
      locked.add(one)
    }
  }
}

async function tracesOf(trx: Database, organizerId: OrganizerId, ids: readonly CustomerId[]): Promise<Traces> {
  const store = erasureStore(trx)
  const accounts = await store.names(organizerId, ids)
  const emails = new Set([
    ...accounts.flatMap(({ email }) => email ?? []),
    ...(await store.addresses(organizerId, ids)),
  ])
  for (const email of await store.others(organizerId, ids, [...emails])) emails.delete(email)
  return {
    emails: [...emails],
    identifiers: accounts.map(({ identifier }) => identifier),
    externalIdentifiers: accounts.flatMap((account) => account.external_identifier ?? []),
  }
}
