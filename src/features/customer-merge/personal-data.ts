import type { Audit } from '../audit/index.ts'
import type { PersonalData } from '../customers/index.ts'
import { mergeStore } from './store.ts'

/** What is kept of accounts that became parts of a person's account: their IDs, and for 30 days what an undo needs. */
export function mergesOfPerson(audit: Pick<Audit, 'shred'>): PersonalData {
  return {
    key: 'merged_accounts',
    title: 'customerMerge:personal.title',
    async export(q, organizer, customer) {
      const parts = await mergeStore(q).parts(organizer.id, customer.id)
      return parts.map(({ identifier }) => ({ customer_id: identifier }))
    },
    async preview(q, organizer, customer) {
      const { length: count } = await mergeStore(q).parts(organizer.id, customer.id)
      return { goes: count === 0 ? [] : [{ key: 'customerMerge:personal.goes', params: { count } }], stays: [] }
    },
    async erase(q, organizer, customer) {
      const store = mergeStore(q)
      await store.forget(organizer.id, customer.id)
      for (const { id } of await store.parts(organizer.id, customer.id)) {
        await store.forget(organizer.id, id)
        await audit.shred(q, organizer.id, { type: 'customer', id })
      }
    },
    move: async () => null,
    moveBack: async () => {},
  }
}
