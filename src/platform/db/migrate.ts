import { sql } from 'kysely'
import { Migrator, type Migration as Step } from 'kysely/migration'
import { columnTypes, type Migration } from './columns.ts'
import type { Database, Db } from './db.ts'
import { DatabaseBusy, DatabaseMisuse, DatabaseNewer, ForeignKeyViolation } from './errors.ts'
import { migrations as allMigrations } from './migrations/index.ts'

const TABLE = 'kysely_migration'
const MAX_WAIT_MS = 10 * 60 * 1000

type Migrations = Readonly<Record<string, Migration>>

export interface MigrationState {
  /** Names of the migrations that the database has, in their order. */
  readonly applied: readonly string[]
  /** Names of the migrations that the program has and the database lacks. */
  readonly pending: readonly string[]
}

async function tableExists({ kind, q }: Db): Promise<boolean> {
  const query =
    kind === 'sqlite'
      ? sql<{ found: number }>`select count(*) as found from sqlite_master where name = ${TABLE}`
      : sql<{ found: number }>`select count(to_regclass(${TABLE})) as found`
  return (await query.execute(q)).rows[0]?.found === 1
}

/** Which migrations the database has and which it lacks. */
export async function migrationState(db: Db, migrations: Migrations = allMigrations): Promise<MigrationState> {
  const rows = (await tableExists(db))
    ? (await sql<{ name: string }>`select name from ${sql.table(TABLE)}`.execute(db.q)).rows
    : []
  const applied = rows.map(({ name }) => name).sort()
  return {
    applied,
    pending: Object.keys(migrations)
      .filter((name) => !applied.includes(name))
      .sort(),
  }
}

async function refuseNewer(db: Db, migrations: Migrations): Promise<MigrationState> {
  const state = await migrationState(db, migrations)
  const unknown = state.applied.filter((name) => migrations[name] === undefined)
  if (unknown.length > 0) throw new DatabaseNewer(unknown)
  return state
}

/** Runs all pending migrations in the given transaction; the lock is held until its end. */
async function migrateInside(trx: Database, kind: Db['kind'], migrations: Migrations): Promise<string[]> {
  const type = columnTypes(kind)
  const steps: Record<string, Step> = {}
  for (const [name, { up }] of Object.entries(migrations)) steps[name] = { up: (db) => up({ db, type, kind }) }
  const lock = { lockTable: '', lockRowId: '' }
  await trx.getExecutor().adapter.acquireMigrationLock(trx, lock)
  if (kind === 'postgres') await sql`set local statement_timeout = 0`.execute(trx)
  const migrator = new Migrator({ db: trx, provider: { getMigrations: async () => steps } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  if (kind === 'sqlite') {
    const broken = await sql`pragma foreign_key_check`.execute(trx)
    if (broken.rows.length > 0) throw new ForeignKeyViolation()
  }
  return (results ?? []).map(({ migrationName }) => migrationName)
}

/** On SQLite a table is changed by building it anew; foreign keys must not act on the rows meanwhile. */
async function withoutForeignKeys<T>(db: Db, body: () => Promise<T>): Promise<T> {
  if (db.kind === 'postgres') return body()
  await sql`pragma foreign_keys = off`.execute(db.q)
  try {
    return await body()
  } finally {
    await sql`pragma foreign_keys = on`.execute(db.q)
  }
}

async function patiently<T>(body: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + MAX_WAIT_MS
  for (;;) {
    try {
      return await body()
    } catch (error) {
      if (!(error instanceof DatabaseBusy) || performance.now() > deadline) throw error
    }
  }
}

/**
 * Brings the database to the program's version: all pending migrations or none. Safe when several processes start at
 * once: one runs them, the others wait up to ten minutes. To be called before the database is used otherwise.
 *
 * @returns the names of the migrations that ran
 * @throws DatabaseNewer when the database has migrations that the program does not know
 */
export async function migrateToLatest(db: Db, migrations: Migrations = allMigrations): Promise<string[]> {
  for (const name of Object.keys(migrations)) {
    if (!/^\d{4}-/.test(name)) throw new DatabaseMisuse(`the migration ${name} does not start with four digits`)
  }
  const { pending } = await refuseNewer(db, migrations)
  if (pending.length === 0) return []
  return patiently(() => withoutForeignKeys(db, () => db.transaction((trx) => migrateInside(trx, db.kind, migrations))))
}
