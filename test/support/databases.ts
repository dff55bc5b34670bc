import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import type { DbKind } from '../../src/platform/db/columns.ts'
import { type Db, type DbOptions, openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { createTestDatabase, hasPostgres } from './postgres-databases.ts'
import { copySqliteTemplate } from './template.ts'

/** Where a database for a test is, and how to remove it. */
export interface TestDatabaseLocation {
  readonly options: Pick<DbOptions, 'databaseUrl' | 'sqliteFile'>
  remove(): Promise<void>
}

/** A machine under load makes statements wait; what makes them wait for ever, such as a deadlock, shows all the same. */
export const PATIENT_WAIT_MS = 60_000

export interface TestDb extends AsyncDisposable {
  readonly db: Db
  readonly location: TestDatabaseLocation
}

/** A place for a new database: a file in a temporary folder, or a database of the run's PostgreSQL. */
export async function locateTestDatabase(
  kind: DbKind,
  content: 'empty' | 'migrated' = 'migrated',
): Promise<TestDatabaseLocation> {
  if (kind === 'postgres') {
    const database = await createTestDatabase(content)
    return { options: { databaseUrl: database.url }, remove: database.drop }
  }
  const folder = mkdtempSync(join(tmpdir(), 'foyer-sqlite-'))
  if (content === 'migrated') copySqliteTemplate(folder)
  return {
    options: { sqliteFile: join(folder, 'foyer.sqlite') },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** An opened, migrated database of its own: `await using test = await openTestDb(kind)`. */
export async function openTestDb(kind: DbKind): Promise<TestDb> {
  const location = await locateTestDatabase(kind)
  const db = await openDb({ ...location.options, poolSize: 10, maxWaitMs: PATIENT_WAIT_MS })
  await migrateToLatest(db)
  return {
    db,
    location,
    async [Symbol.asyncDispose]() {
      await db.close()
      await location.remove()
    },
  }
}

/** The same tests on both databases. */
export function describeOnBoth(name: string, tests: (kind: DbKind) => void): void {
  describe(`${name} (SQLite)`, () => tests('sqlite'))
  describe.skipIf(!hasPostgres())(`${name} (PostgreSQL)`, () => tests('postgres'))
}
