import { openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { startPostgres } from './postgres.ts'
import { createNamedDatabase, databaseUrl, dropNamedDatabase, MIGRATED } from './postgres-databases.ts'

async function createTemplate(): Promise<void> {
  await dropNamedDatabase(MIGRATED)
  await createNamedDatabase(MIGRATED)
  const db = await openDb({ databaseUrl: databaseUrl(MIGRATED), poolSize: 1 })
  try {
    await migrateToLatest(db)
  } finally {
    await db.close()
  }
}

/** One PostgreSQL for a whole run of vitest. `FOYER_TEST_PG` names another one, `FOYER_TEST_PG=off` leaves it out. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.FOYER_TEST_PG
  if (given === 'off') return undefined
  const server = given === undefined ? await startPostgres() : undefined
  if (server !== undefined) process.env.FOYER_TEST_PG = server.url
  try {
    await createTemplate()
  } catch (error) {
    await server?.stop()
    throw error
  }
  return async () => {
    if (server === undefined) return
    delete process.env.FOYER_TEST_PG
    await server.stop()
  }
}
