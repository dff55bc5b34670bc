import { createPasswordHasher } from '../../../src/platform/crypto/passwords.ts'
import { openDb } from '../../../src/platform/db/db.ts'
import { PASSWORD, type Person } from '../people.ts'
import type { Place } from '../types.ts'
import { insertPeople } from './rows.ts'

/** Adds people with the usual password to an organizer of Foyer; answers their addresses. */
export async function addCrowd(place: Place, slug: string, count: number): Promise<string[]> {
  const people: Person[] = Array.from({ length: count }, (_, index) => ({
    identifier: `CROWD${index}`,
    email: `crowd-${index}@example.org`,
    givenName: `Crowd ${index}`,
    familyName: 'Example',
  }))
  const db = await openDb(place.database)
  try {
    const { id } = await db.q.selectFrom('organizers').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
    await insertPeople(db.q, id, people, await createPasswordHasher().hash(PASSWORD))
  } finally {
    await db.close()
  }
  return people.map(({ email }) => email)
}
