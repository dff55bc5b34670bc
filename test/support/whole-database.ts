import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { sqliteFileOf } from '../../src/platform/platform.ts'
import type { TestServer } from './server.ts'

/** The index of words has its terms only, no rows that could be read. */
const UNREADABLE = /^customer_search/

/** All rows of all tables, as the schema names them, in lower case: by table. */
export async function wholeDatabase({ platform }: TestServer): Promise<Map<string, string>> {
  const { q } = platform.db
  const tables = (await q.introspection.getTables()).map(({ name }) => name)
  const found = new Map<string, string>()
  for (const name of tables.filter((table) => !UNREADABLE.test(table))) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(q)
    const text = JSON.stringify(rows, (_key, value) => {
      if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
      return value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value
    })
    found.set(name, text.toLowerCase())
  }
  return found
}

/** How many documents of the search have all of these trigrams; null where there is no index of its own. */
export async function inSearchIndex({ platform }: TestServer, word: string): Promise<number | null> {
  if (platform.db.kind !== 'sqlite') return null
  const trigrams = Array.from({ length: word.length - 2 }, (_, index) => `"${word.slice(index, index + 3)}"`)
  const { rows } = await sql<{ count: number }>`select count(*) as count from customer_search
    where customer_search match ${trigrams.join(' AND ')}`.execute(platform.db.q)
  return Number(rows[0]?.count)
}

/** The bytes of the files of a SQLite database, as text in lower case. */
export function databaseFiles({ platform }: TestServer): string {
  const file = sqliteFileOf(platform.config)
  const files = [file, `${file}-wal`, `${file}-shm`].filter((name) => existsSync(name))
  return files.map((name) => readFileSync(name, 'latin1').toLowerCase()).join('\n')
}
