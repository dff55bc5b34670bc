import { z } from 'zod'
import type { PersonalData } from '../customers/index.ts'
import { addressStore } from './store/addresses.ts'
import { peopleStore } from './store/people.ts'
import type { Entry } from './types.ts'

const movedSchema = z.object({ people: z.array(z.string()), addresses: z.array(z.string()) })
const time = (instant: number) => new Date(instant).toISOString()

/** Whom and what a customer saved: goes with the account, moves with it. */
export function savedByPerson(): PersonalData {
  return {
    key: 'saved_people',
    title: 'savedPeople:personal.title',

    async export(q, organizer, { id }) {
      const people = await peopleStore(q).list(organizer.id, id)
      const addresses = await addressStore(q).list(organizer.id, id)
      return {
        people: people.map((person) => ({ ...told(person), answers: person.answers })),
        addresses: addresses.map((address) => ({ business: address.isBusiness, ...told(address) })),
      }
    },

    async preview(q, organizer, { id }) {
      const people = (await peopleStore(q).list(organizer.id, id)).length
      const addresses = (await addressStore(q).list(organizer.id, id)).length
      const goes = [
        ...(people > 0 ? [{ key: 'savedPeople:personal.people', params: { count: people } }] : []),
        ...(addresses > 0 ? [{ key: 'savedPeople:personal.addresses', params: { count: addresses } }] : []),
      ]
      return { goes, stays: [] }
    },

    async erase(q, organizer, { id }) {
      await peopleStore(q).removeAll(organizer.id, id)
      await addressStore(q).removeAll(organizer.id, id)
    },

    async move(q, organizer, from, into) {
      const people = await peopleStore(q).move(organizer.id, from, into)
      const addresses = await addressStore(q).move(organizer.id, from, into)
      return people.length + addresses.length === 0 ? null : { people, addresses }
    },

    async moveBack(q, organizer, from, into, moved) {
      const ids = movedSchema.safeParse(moved)
      if (!ids.success) return
      const { people, addresses } = ids.data
      if (people.length > 0) await peopleStore(q).move(organizer.id, into, from, people)
      if (addresses.length > 0) await addressStore(q).move(organizer.id, into, from, addresses)
    },
  }
}

function told({ name, nameParts, texts, createdAt, modifiedAt }: Entry) {
  return { name, name_parts: nameParts, ...texts, saved: time(createdAt), changed: time(modifiedAt) }
}
