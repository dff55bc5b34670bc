import type { Customers } from '../customers/index.ts'
import { ssoTestStore, type TestRow } from './store.ts'
import type { TestRun } from './types.ts'

type Eraser = Parameters<Customers['onErase']>[0]

/**
 * Runs in which somebody logged in whose account is anonymised go with it, and so do those that nobody can read.
 * @param readable null for a run that cannot be read any more
 */
export function erasingTests(readable: (row: TestRow) => TestRun | null): Eraser {
  return async (q, { id: organizerId }, { emails, identifiers }) => {
    const store = ssoTestStore(q)
    const isAbout = (run: TestRun | null) => {
      if (run === null) return true
      const { person } = run.report
      if (person === null) return false
      const { customer, mapped } = person
      return (
        (customer !== null && identifiers.includes(customer)) ||
        (mapped.email !== null && emails.includes(mapped.email))
      )
    }
    for (const row of await store.all(organizerId)) {
      if (isAbout(readable(row))) await store.remove(organizerId, row.id)
    }
  }
}
