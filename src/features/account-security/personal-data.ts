import { z } from 'zod'
import type { Platform } from '../../platform/platform.ts'
import type { Customers, PersonalData } from '../customers/index.ts'
import { customerEmailStore } from './store/customer-emails.ts'
import { addressesOfLinks } from './store/link-addresses.ts'

const movedIds = z.array(z.string())

/** Further addresses, as a part of all that is known about a person. */
export function furtherEmailData(
  { outbox }: Pick<Platform, 'outbox'>,
  customers: Pick<Customers, 'merging'>,
): PersonalData {
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
      for (const email of new Set([...addresses, ...(await addressesOfLinks(q, organizer.id, id))])) {
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
