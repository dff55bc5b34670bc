import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnBoth, locateTestDatabase, openTestDb } from '../../../test/support/databases.ts'
import { createThings, thing, withThings } from '../../../test/support/things.ts'
import type { DbKind, Migration } from './columns.ts'
import { type Db, openDb } from './db.ts'
import { DatabaseNewer, ForeignKeyViolation } from './errors.ts'
import { migrateToLatest, migrationState } from './migrate.ts'
import { migrations } from './migrations/index.ts'

async function onEmpty(kind: DbKind, body: (db: Db) => Promise<void>): Promise<void> {
  const { options, remove } = await locateTestDatabase(kind, 'empty')
  const db = await openDb(options)
  try {
    await body(db)
  } finally {
    await db.close()
    await remove()
  }
}

const addNote: Migration = {
  async up({ db, type }) {
    await db.schema.alterTable('things').addColumn('note', type.text).execute()
  },
}
const breakReferences: Migration = {
  async up({ db }) {
    await sql`insert into things (id, grp, name, amount, parent_id) values ('x', 'g', 'x', 0, 'none')`.execute(db)
  },
}

describeOnBoth('migrations', (kind) => {
  it('bring an empty database to the state of the program, and a second run changes nothing', async () => {
    await using test = await openTestDb(kind)
    expect(await migrationState(test.db)).toEqual({ applied: Object.keys(migrations), pending: [] })
    expect(await migrateToLatest(test.db)).toEqual([])
  })

  it('continue from an earlier state and keep its rows', async () => {
    await onEmpty(kind, async (db) => {
      await migrateToLatest(db, { '0001-things': createThings })
      await withThings(db.q).insertInto('things').values(thing('1')).execute()
      const later = { '0001-things': createThings, '0002-note': addNote }
      expect(await migrationState(db, later)).toEqual({ applied: ['0001-things'], pending: ['0002-note'] })
      expect(await migrateToLatest(db, later)).toEqual(['0002-note'])
      expect((await sql`select id, note from things`.execute(db.q)).rows).toEqual([{ id: '1', note: null }])
    })
  })

  it('run all or not at all', async () => {
    await onEmpty(kind, async (db) => {
      const all = { '0001-things': createThings, '0002-broken': breakReferences }
      await expect(migrateToLatest(db, all)).rejects.toBeInstanceOf(ForeignKeyViolation)
      expect(await migrationState(db, all)).toEqual({ applied: [], pending: ['0001-things', '0002-broken'] })
      expect(await migrateToLatest(db, { '0001-things': createThings })).toEqual(['0001-things'])
      const orphan = withThings(db.q)
        .insertInto('things')
        .values(thing('1', { parent_id: 'none' }))
      await expect(orphan.execute()).rejects.toBeInstanceOf(ForeignKeyViolation)
    })
  })

  it('refuse a database of a newer program by name', async () => {
    await onEmpty(kind, async (db) => {
      await migrateToLatest(db, { '0001-things': createThings, '0002-note': addNote })
      const older = migrateToLatest(db, { '0001-things': createThings })
      await expect(older).rejects.toBeInstanceOf(DatabaseNewer)
      await expect(older).rejects.toThrow('0002-note')
    })
  })

  it('leave prepared statements of a running program usable', async () => {
    await onEmpty(kind, async (db) => {
      await migrateToLatest(db, { '0001-things': createThings })
      const other = withThings(db.q)
      await other.insertInto('things').values(thing('1')).execute()
      for (let i = 0; i < 3; i++) await other.selectFrom('things').selectAll().execute()
      await migrateToLatest(db, { '0001-things': createThings, '0002-note': addNote })
      for (let i = 0; i < 3; i++) {
        expect(await other.selectFrom('things').selectAll().execute()).toEqual([{ ...thing('1'), note: null }])
      }
    })
  })
})
