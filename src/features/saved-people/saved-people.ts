import { InvalidInput, NotFound } from '../../core/errors.ts'
import { type AnyId, newOrderedId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customers } from '../customers/index.ts'
import { savedByPerson } from './personal-data.ts'
import { MOST_ENTRIES } from './rules/fields.ts'
import { checkForm, schemeOf } from './rules/form.ts'
import { addressStore } from './store/addresses.ts'
import { ownerStore } from './store/owners.ts'
import { peopleStore, toAnswer } from './store/people.ts'
import type { EntryKind, SavedPeople } from './types.ts'

/** Adds itself to what is known of people. */
export function createSavedPeople(
  { db, clock, random }: Pick<Platform, 'db' | 'clock' | 'random'>,
  { customers }: { customers: Pick<Customers, 'holdsPersonalData'> },
): SavedPeople {
  const storeOf = (q: Database, kind: EntryKind) => (kind === 'people' ? peopleStore(q) : addressStore(q))
  customers.holdsPersonalData(savedByPerson())

  const find: SavedPeople['find'] = async (organizer, kind, customerId, id) => {
    const entries = await storeOf(db.q, kind).list(organizer.id, customerId)
    return entries.find((entry) => entry.id === id) ?? null
  }

  return {
    list: (organizer, kind, customerId) => storeOf(db.q, kind).list(organizer.id, customerId),
    find,

    async add(organizer, kind, customerId, form) {
      const entry = checkForm(kind, form, schemeOf(null, organizer), organizer)
      const now = clock.now()
      const stamps = { id: newOrderedId<AnyId>(random, now), now }
      await db.transaction(async (trx) => {
        if (!(await ownerStore(trx).hold(organizer.id, customerId))) throw new NotFound('customer')
        const store = storeOf(trx, kind)
        if ((await store.list(organizer.id, customerId)).length >= MOST_ENTRIES) {
          throw new InvalidInput({ entry: { key: 'savedPeople:bad.tooMany', params: { max: MOST_ENTRIES } } })
        }
        await store.add(organizer.id, customerId, entry, stamps)
      })
    },

    async change(organizer, kind, customerId, id, form) {
      const before = await find(organizer, kind, customerId, id)
      if (!before) throw new NotFound('saved entry')
      const entry = checkForm(kind, form, schemeOf(before, organizer), organizer)
      const isChanged = await storeOf(db.q, kind).change(organizer.id, customerId, entry, { id, now: clock.now() })
      if (!isChanged) throw new NotFound('saved entry')
    },

    remove: (organizer, kind, customerId, id) => storeOf(db.q, kind).remove(organizer.id, customerId, id),

    removeAnswer: (organizer, customerId, id, { position, label }) =>
      db.transaction(async (trx) => {
        if (!(await ownerStore(trx).hold(organizer.id, customerId))) return false
        const store = peopleStore(trx)
        const answers = await store.answers(organizer.id, customerId, id)
        const answer = answers?.[position]
        if (!answers || !answer || toAnswer(answer).label !== label) return false
        const left = answers.toSpliced(position, 1)
        await store.setAnswers(organizer.id, customerId, left, { id, now: clock.now() })
        return true
      }),
  }
}
