import { Kysely, sql } from 'kysely'
import type { DbKind } from './columns.ts'
import type { Database } from './database.ts'
import { DatabaseMisuse } from './errors.ts'
import type { DbLog } from './log.ts'
import { openPostgres } from './postgres/open.ts'
import type { Schema } from './schema.ts'
import { openSqlite } from './sqlite/open.ts'
import { TransactionScope } from './transaction-scope.ts'

export type { Database } from './database.ts'

export interface Db {
  readonly kind: DbKind
  readonly q: Database

  /**
   * Runs the statements of `run` as one: commits when it returns, rolls back when it throws. `run` awaits nothing but
   * statements of `trx`: on SQLite it holds the only writer.
   *
   * @throws DatabaseMisuse inside another transaction
   */
  transaction<T>(run: (trx: Database) => Promise<T>): Promise<T>

  /** After something was erased for good: takes it out of the write-ahead log of SQLite, as far as nobody reads there. */
  scrub(): Promise<void>

  /** Whether the database answers. */
  ping(): Promise<void>

  /** Finishes what runs and closes all connections. */
  close(): Promise<void>
}

export interface DbOptions {
  /** Address of a PostgreSQL database; wins over `sqliteFile`. */
  readonly databaseUrl?: string | undefined
  /** Path of the SQLite file, made when missing. */
  readonly sqliteFile?: string | undefined
  readonly log?: DbLog | undefined
  /** PostgreSQL connections at most; default 10. */
  readonly poolSize?: number | undefined
  /** How long a statement waits for its turn before it fails with `DatabaseBusy`: default 10 s for the writer of SQLite, 5 s for a connection of PostgreSQL. */
  readonly maxWaitMs?: number | undefined
}

/**
 * Opens the database.
 *
 * @throws DatabaseUnavailable when it cannot be opened or reached
 */
export async function openDb(options: DbOptions): Promise<Db> {
  const { databaseUrl, sqliteFile } = options
  const scope = new TransactionScope()
  if (databaseUrl === undefined && sqliteFile === undefined) throw new DatabaseMisuse('no database is named')
  const dialect =
    databaseUrl !== undefined
      ? await openPostgres(databaseUrl, options)
      : await openSqlite(sqliteFile ?? '', scope, options.maxWaitMs)
  const q = new Kysely<Schema>({ dialect })
  const ping = async (): Promise<void> => {
    await sql`select 1`.execute(q)
  }
  await ping()
  return {
    kind: databaseUrl !== undefined ? 'postgres' : 'sqlite',
    q,
    async transaction(run) {
      scope.refuseInside('a transaction')
      return q.transaction().execute((trx) => scope.run(() => run(trx)))
    },
    async scrub() {
      if (databaseUrl === undefined) await sql`pragma wal_checkpoint(truncate)`.execute(q)
    },
    ping,
    close: () => q.destroy(),
  }
}
