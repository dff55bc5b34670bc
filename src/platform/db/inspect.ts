import { sql } from 'kysely'
import type { Db } from './db.ts'

/** Name and version of the database program, such as `PostgreSQL 18.4`. */
export async function databaseProgram({ kind, q }: Db): Promise<string> {
  if (kind === 'sqlite') {
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(q)
    return `SQLite ${rows[0]?.version ?? ''}`
  }
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(q)
  return `PostgreSQL ${rows[0]?.version.split(' ')[0] ?? ''}`
}

/** The clock of the database server as an instant in ms; null where the database has none of its own. */
export async function databaseClock({ kind, q }: Db): Promise<number | null> {
  if (kind === 'sqlite') return null
  const now = sql<{ ms: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`
  return (await now.execute(q)).rows[0]?.ms ?? null
}

/** Whether searches have an index of trigrams. SQLite always has; PostgreSQL where its extensions could be created. */
export async function hasSearchIndex({ kind, q }: Db): Promise<boolean> {
  if (kind === 'sqlite') return true
  const { rows } = await sql<{ found: boolean }>`select to_regclass('customers_search') is not null as found`.execute(q)
  return rows[0]?.found === true
}
