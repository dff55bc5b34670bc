import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../../../test/support/databases.ts'
import { thing } from '../../../test/support/things.ts'
import { shareThingsDb } from '../../../test/support/things-db.ts'
import { DatabaseMisuse, UnstorableText } from './errors.ts'

describeOnBoth('values', (kind) => {
  const thingsDb = shareThingsDb(kind)

  it('reads what was written: booleans, instants, bytes, null, any text', async () => {
    const test = thingsDb()
    const row = thing('1', {
      name: "Ünïcode 🎫 'quoted' \\ %",
      amount: 1_790_000_000_123,
      is_open: true,
      data: new Uint8Array([0, 1, 255]),
    })
    expect(await test.things.insertInto('things').values(row).returningAll().execute()).toEqual([row])
    expect(await test.things.selectFrom('things').selectAll().execute()).toEqual([row])
    const bytes = await test.things.selectFrom('things').select('data').executeTakeFirstOrThrow()
    expect(bytes.data?.constructor).toBe(Uint8Array)
  })

  it('knows booleans by column, also under another name, in joins and in RETURNING', async () => {
    const test = thingsDb()
    await test.things
      .insertInto('things')
      .values(thing('1', { is_open: false, amount: 1 }))
      .execute()
    const joined = test.things
      .selectFrom('things as a')
      .innerJoin('things as b', 'b.id', 'a.id')
      .select(['a.is_open as first', 'b.is_open as second', 'a.amount as is_open'])
    expect(await joined.execute()).toEqual([{ first: false, second: false, is_open: 1 }])
    const updated = test.things.updateTable('things').set({ is_open: true }).returning('is_open as now')
    expect(await updated.execute()).toEqual([{ now: true }])
    const found = test.things.selectFrom('things').select('id').where('is_open', '=', true)
    expect(await found.execute()).toEqual([{ id: '1' }])
  })

  it('counts and adds up in numbers', async () => {
    const test = thingsDb()
    const rows = [thing('1', { amount: 2 }), thing('2', { amount: 3 })]
    const inserted = await test.things.insertInto('things').values(rows).executeTakeFirstOrThrow()
    expect(inserted.numInsertedOrUpdatedRows).toBe(2n)
    const { rows: sums } = await sql`select count(*) as n, sum(amount) as total from things`.execute(test.db.q)
    expect(sums).toEqual([{ n: 2, total: 5 }])
    const removed = await test.things.deleteFrom('things').where('id', '=', '1').executeTakeFirstOrThrow()
    expect(removed.numDeletedRows).toBe(1n)
  })

  it('sorts texts byte by byte', async () => {
    const test = thingsDb()
    await test.things
      .insertInto('things')
      .values(['b', 'a', 'B', 'ä', '_'].map((id) => thing(id)))
      .execute()
    const rows = await test.things.selectFrom('things').select('name').orderBy('name').execute()
    expect(rows.map(({ name }) => name)).toEqual(['B', '_', 'a', 'b', 'ä'])
  })

  it.each([
    ['undefined', undefined],
    ['a date', new Date(0)],
    ['not a number', Number.NaN],
    ['an array', ['x']],
    ['an object', { a: 1 }],
  ])('refuses %s as a parameter', async (_name, value) => {
    const test = thingsDb()
    await expect(sql`select ${sql.val(value)} as x`.execute(test.db.q)).rejects.toBeInstanceOf(DatabaseMisuse)
  })

  it('refuses a text with U+0000, which only one database could store', async () => {
    const test = thingsDb()
    const insert = test.things.insertInto('things').values(thing('a\0b'))
    await expect(insert.execute()).rejects.toBeInstanceOf(UnstorableText)
  })
})
