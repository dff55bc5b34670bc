import { z } from 'zod'
import type { CustomerId } from '../../core/ids.ts'
import type { PersonalData } from '../customers/index.ts'
import { type LoginRow, ssoLoginStore } from './store.ts'
import { subjectHash } from './subject-hash.ts'
import type { SsoLoginRecord } from './types.ts'

const MOST_EXPORTED = 1000
const movedSchema = z.array(z.string()).max(100_000)

interface Access {
  readonly opened: (row: LoginRow) => SsoLoginRecord
  /** What this process still remembers. */
  readonly forget: (customerId: CustomerId, subjectHashes: ReadonlySet<string>) => void
}

/** What providers said about a person when they logged in: goes with the account. */
export function loginsAtProviders({ opened, forget }: Access): PersonalData {
  return {
    key: 'logins_at_providers',
    title: 'ssoLogins:personal.title',

    async export(q, organizer, { id }) {
      const rows = await ssoLoginStore(q).ofCustomer(organizer.id, id, MOST_EXPORTED)
      return rows.map(opened).map(({ at, outcome, person, claims }) => ({
        at: new Date(at).toISOString(),
        outcome,
        issuer: person?.issuer ?? null,
        subject: person?.subject ?? null,
        claims,
      }))
    },

    async preview(q, organizer, { id }) {
      const count = (await ssoLoginStore(q).ofCustomer(organizer.id, id, MOST_EXPORTED)).length
      return { goes: count === 0 ? [] : [{ key: 'ssoLogins:personal.goes', params: { count } }], stays: [] }
    },

    async erase(q, organizer, { id }) {
      const store = ssoLoginStore(q)
      const hashes = (await store.subjectsOf(organizer.id, id)).map(subjectHash)
      const all = await store.removeOf(organizer.id, id, hashes)
      forget(id, new Set(all))
    },

    async move(q, organizer, from, into) {
      const ids = await ssoLoginStore(q).move(organizer.id, from, into)
      return ids.length === 0 ? null : ids
    },

    async moveBack(q, organizer, from, into, moved) {
      const ids = movedSchema.safeParse(moved)
      if (ids.success && ids.data.length > 0) await ssoLoginStore(q).move(organizer.id, into, from, ids.data)
    },
  }
}
