import { beforeAll, expect, it } from 'vitest'
import type { DbKind } from '../../src/platform/db/columns.ts'
import { type Db, openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest, migrationState } from '../../src/platform/db/migrate.ts'
import { migrations } from '../../src/platform/db/migrations/index.ts'
import { describeOnBoth, locateTestDatabase } from '../support/databases.ts'
import { BUILD_LIMIT_MS, buildProgram, runFoyer } from '../support/run-foyer.ts'
import { readTables, type TableShape } from '../support/tables.ts'

beforeAll(buildProgram, BUILD_LIMIT_MS)

const names = Object.keys(migrations).sort()

/** The migrations of the program as it was when it had this many. */
const first = (count: number) => Object.fromEntries(Object.entries(migrations).slice(0, count))

async function onEmpty<T>(kind: DbKind, body: (db: Db, env: Record<string, string>) => Promise<T>): Promise<T> {
  const { options, remove } = await locateTestDatabase(kind, 'empty')
  const db = await openDb(options)
  const { databaseUrl, sqliteFile = '' } = options
  try {
    return await body(
      db,
      databaseUrl ? { DATABASE_URL: databaseUrl } : { FOYER_DATA_DIR: sqliteFile.replace(/[\\/][^\\/]*$/, '') },
    )
  } finally {
    await db.close()
    await remove()
  }
}

const shapeFromZero = (kind: DbKind) =>
  onEmpty(kind, async (db) => {
    await migrateToLatest(db)
    return readTables(db)
  })

/** Pieces of text are found by tables of their own on SQLite, and by an index over trigrams on PostgreSQL. */
const isSearchTable = ({ name }: TableShape) => /^customer_search(_|$)/.test(name)
const isSearchIndex = (columns: readonly string[]) => columns.includes('search_text')

/** What both databases have in common; they name the indexes of constraints in their own ways. */
function portable(tables: readonly TableShape[]) {
  return tables
    .filter((table) => !isSearchTable(table))
    .map(({ name, columns, indexes, references }) => ({
      name,
      columns: [...columns].sort(),
      indexes: indexes
        .filter(({ columns: indexed }) => !isSearchIndex(indexed))
        .map(({ columns: indexed, isPrimary }) => `${isPrimary ? 'key ' : ''}${indexed.join()}`)
        .sort(),
      references,
    }))
}

describeOnBoth('the migrations', (kind) => {
  for (let count = 0; count < names.length; count++) {
    it(`lead from ${names[count - 1] ?? 'an empty database'} to the same tables, and a second run does nothing`, async () => {
      const expected = await shapeFromZero(kind)
      await onEmpty(kind, async (db) => {
        expect(await migrateToLatest(db, first(count))).toEqual(names.slice(0, count))
        expect(await migrateToLatest(db)).toEqual(names.slice(count))
        expect(await readTables(db)).toEqual(expected)
        expect(await migrateToLatest(db)).toEqual([])
        expect(await migrationState(db)).toEqual({ applied: names, pending: [] })
        expect(await readTables(db)).toEqual(expected)
      })
    })
  }

  it('index every column that refers to another table, so that a deletion reads no table from end to end', async () => {
    const missing = (await shapeFromZero(kind)).flatMap(({ name, indexes, references }) => {
      const isIndexed = (columns: string) =>
        indexes.some((index) => `${index.columns.join(', ')}, `.startsWith(`${columns}, `))
      return references
        .filter((reference) => !isIndexed(reference.split(' -> ')[0] ?? ''))
        .map((ref) => `${name}: ${ref}`)
    })
    expect(missing).toEqual([])
  })

  it('refuse a database of a later version in one clear line, and change nothing', async () => {
    await onEmpty(kind, async (db, env) => {
      await migrateToLatest(db, { ...migrations, '9999-later': { up: async () => {} } })
      const before = await readTables(db)
      for (const command of [['migrate'], ['serve'], ['organizer', 'list']]) {
        expect(await runFoyer(command, env)).toEqual({
          status: 1,
          stdout: '',
          stderr:
            'foyer: the database was migrated by a newer version of Foyer (9999-later): start that version, or restore a backup\n',
        })
      }
      expect(await readTables(db)).toEqual(before)
    })
  })
})

describeOnBoth('the tables', (kind) => {
  it('are the same on both databases', async () => {
    expect(portable(await shapeFromZero(kind))).toEqual(portable(await shapeFromZero('sqlite')))
  })
})
