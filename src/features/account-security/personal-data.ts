import { z } from 'zod'
import type { CustomerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditAction } from '../audit/index.ts'
import type { Customers, PersonalData } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { customerEmailStore } from './store/customer-emails.ts'

const MAX_ENTRIES = 1000
const WITH_ADDRESS = [
  'pretix.customer.created',
  'pretix.customer.changed',
  'foyer.customer.email.requested',
  'foyer.customer.address.added',
] as const satisfies readonly AuditAction[]

const movedIds = z.array(z.string())

/** Further addresses, as a part of all that is known about a person. */
export function furtherEmailData(
  { outbox }: Pick<Platform, 'outbox'>,
  { customers, audit }: { customers: Pick<Customers, 'merging'>; audit: Audit },
): PersonalData {
  /** Addresses that the account ever had, wanted or listed, as far as the history knows. */
  async function addressesEver(q: Database, organizer: Organizer, id: CustomerId): Promise<string[]> {
    const options = { object: { type: 'customer', id }, actions: WITH_ADDRESS, limit: MAX_ENTRIES } as const
    const entries = await audit.list(organizer.id, options, q)
    const values = entries.flatMap(({ before, after }) => [before.email, after.email])
    return values.filter((email) => typeof email === 'string')
  }

  return {
    key: 'further_emails',
    title: 'accountSecurity:emails.title',

    async export(q, organizer, { id }) {
      const addresses = await customerEmailStore(q).list(organizer.id, id)
      return addresses.map(({ email, verifiedAt, createdAt }) => ({
        email,
        added_at: new Date(createdAt).toISOString(),
        confirmed_at: verifiedAt === null ? null : new Date(verifiedAt).toISOString(),
      }))
    },

    async preview(q, organizer, { id }) {
      const { length } = await customerEmailStore(q).list(organizer.id, id)
      const goes = length === 0 ? [] : [{ key: 'accountSecurity:emails.goes', params: { count: length } }]
      return { goes, stays: [] }
    },

    async erase(q, organizer, { id }) {
      const store = customerEmailStore(q)
      const addresses = (await store.list(organizer.id, id)).map(({ email }) => email)
      for (const email of new Set([...addresses, ...(await addressesEver(q, organizer, id))])) {
        const owner = await customers.merging.emailOwner(q, organizer.id, email)
        if (owner === null || owner === id) await outbox.forget(q, organizer.id, email)
      }
      await store.removeAll(organizer.id, id)
    },

    async move(q, organizer, from, into) {
      const store = customerEmailStore(q)
      const kept = await customers.merging.at(q, organizer.id, into)
      const theirs = new Set([kept.email, ...(await store.list(organizer.id, into)).map(({ email }) => email)])
      const ids = (await store.list(organizer.id, from)).filter(({ email }) => !theirs.has(email)).map(({ id }) => id)
      await store.give(organizer.id, from, into, ids)
      return ids.length === 0 ? null : ids
    },

    async moveBack(q, organizer, from, into, moved) {
      const ids = movedIds.safeParse(moved)
      if (!ids.success) return
      const store = customerEmailStore(q)
      const theirs = new Set((await store.list(organizer.id, from)).map(({ email }) => email))
      const back = (await store.list(organizer.id, into)).filter(
        ({ id, email }) => ids.data.includes(id) && !theirs.has(email),
      )
      await store.give(
        organizer.id,
        into,
        from,
        back.map(({ id }) => id),
      )
    },
  }
}
