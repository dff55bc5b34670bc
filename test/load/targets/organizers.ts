import { openDb } from '../../../src/platform/db/db.ts'
import { migrateToLatest } from '../../../src/platform/db/migrate.ts'
import type { Place } from '../types.ts'
import { insertClients, insertOrganizers } from './rows.ts'

/** Makes a database of so many organizers with customer accounts and one client each; answers their short forms. */
export async function makeOrganizers(place: Place, count: number): Promise<string[]> {
  const slugs = Array.from({ length: count }, (_, index) => `organizer-${index}`)
  const db = await openDb(place.database)
  try {
    await migrateToLatest(db)
    await db.transaction(async (q) => {
      const organizers = await insertOrganizers(q, slugs)
      const algorithm = 'RS256'
      await insertClients(
        q,
        organizers.map((organizer, index) => ({ organizer, clientId: `client-${index}`, algorithm })),
      )
    })
  } finally {
    await db.close()
  }
  return slugs
}
