import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { DbKind } from '../../src/platform/db/columns.ts'
import { type Db, type DbOptions, openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { locateTestDatabase, PATIENT_WAIT_MS } from './databases.ts'
import { createThings, type Fixture, withThings } from './things.ts'

export interface ThingsDb extends AsyncDisposable {
  readonly db: Db
  readonly things: Kysely<Fixture>
  readonly options: DbOptions
}

/** An opened database of its own with only the table of the fixture. */
export async function openThingsDb(kind: DbKind): Promise<ThingsDb> {
  const { options, remove } = await locateTestDatabase(kind, 'empty')
  const db = await openDb({ ...options, maxWaitMs: PATIENT_WAIT_MS })
  await migrateToLatest(db, { '0001-things': createThings })
  return {
    db,
    things: withThings(db.q),
    options,
    async [Symbol.asyncDispose]() {
      await db.close()
      await remove()
    },
  }
}

/** One such database for all tests of a `describe`, emptied before each. */
export function shareThingsDb(kind: DbKind): () => ThingsDb {
  let shared: ThingsDb | undefined
  const get = (): ThingsDb => {
    if (shared === undefined) throw new Error('the database is opened before the first test')
    return shared
  }
  beforeAll(async () => {
    shared = await openThingsDb(kind)
  })
  beforeEach(async () => {
    await get().things.deleteFrom('things').execute()
  })
  afterAll(async () => {
    await shared?.[Symbol.asyncDispose]()
  })
  return get
}
