import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DbOptions, openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { createNamedDatabase, databaseUrl, dropNamedDatabase, MIGRATED } from './postgres-databases.ts'

async function fill(options: DbOptions): Promise<void> {
  const db = await openDb(options)
  try {
    await migrateToLatest(db)
  } finally {
    await db.close()
  }
}

/** Makes the PostgreSQL database with all migrations that test databases are copied from. */
export async function createTemplate(): Promise<void> {
  await dropNamedDatabase(MIGRATED)
  await createNamedDatabase(MIGRATED)
  await fill({ databaseUrl: databaseUrl(MIGRATED), poolSize: 1 })
}

/** Makes the SQLite file with all migrations in this folder; `FOYER_TEST_SQLITE` then says where it is. */
export async function createSqliteTemplate(folder: string): Promise<void> {
  const sqliteFile = join(folder, `${MIGRATED}.sqlite`)
  await fill({ sqliteFile })
  if (existsSync(`${sqliteFile}-wal`)) throw new Error('what was migrated is not yet in the file itself')
  process.env.FOYER_TEST_SQLITE = sqliteFile
}

/** Puts a copy of the migrated SQLite file into a folder; without a template Foyer makes and migrates its own. */
export function copySqliteTemplate(folder: string): void {
  const template = process.env.FOYER_TEST_SQLITE
  if (template !== undefined) copyFileSync(template, join(folder, 'foyer.sqlite'))
}
