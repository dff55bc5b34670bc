import { openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { createNamedDatabase, databaseUrl, dropNamedDatabase, MIGRATED } from './postgres-databases.ts'

/** Makes the database with all migrations that test databases are copied from. */
export async function createTemplate(): Promise<void> {
  await dropNamedDatabase(MIGRATED)
  await createNamedDatabase(MIGRATED)
  const db = await openDb({ databaseUrl: databaseUrl(MIGRATED), poolSize: 1 })
  try {
    await migrateToLatest(db)
  } finally {
    await db.close()
  }
}
