import { expect, it } from 'vitest'
import { describeOnBoth } from '../../../test/support/databases.ts'
import { thing, withThings } from '../../../test/support/things.ts'
import { shareThingsDb } from '../../../test/support/things-db.ts'
import type { Database } from './db.ts'
import { DatabaseMisuse } from './errors.ts'
import { type Params, prepare } from './prepared.ts'

describeOnBoth('prepared statements', (kind) => {
  const thingsDb = shareThingsDb(kind)

  it('run with new parameters each time and give typed rows', async () => {
    const { db, things } = thingsDb()
    await things
      .insertInto('things')
      .values([thing('1', { amount: 1 }), thing('2', { amount: 2 })])
      .execute()
    const find = prepare((q: Database, p: Params<{ id: string; atLeast: number }>) =>
      withThings(q)
        .selectFrom('things')
        .select(['id', 'amount'])
        .where('amount', '>=', p('atLeast'))
        .where('id', '=', p('id')),
    )
    const rows: { id: string; amount: number }[] = await find(db.q, { id: '1', atLeast: 0 })
    expect(rows).toEqual([{ id: '1', amount: 1 }])
    expect(await find.first(db.q, { id: '2', atLeast: 2 })).toEqual({ id: '2', amount: 2 })
    expect(await find.first(db.q, { id: '1', atLeast: 2 })).toBeUndefined()
  })

  it('are built once for a database and its transactions, and see the rows of the transaction', async () => {
    const { db } = thingsDb()
    let built = 0
    const find = prepare((q: Database, p: Params<{ id: string }>) => {
      built++
      return withThings(q).selectFrom('things').select('id').where('id', '=', p('id'))
    })
    await find(db.q, { id: '1' })
    await db.transaction(async (trx) => {
      await withThings(trx).insertInto('things').values(thing('1')).execute()
      expect(await find(trx, { id: '1' })).toEqual([{ id: '1' }])
      expect(await find(db.q, { id: '1' })).toEqual([])
    })
    expect(built).toBe(1)
  })

  it('write, count what they changed and keep the constants of the statement', async () => {
    const { db } = thingsDb()
    const add = prepare((q: Database, p: Params<{ id: string; data: Uint8Array | null }>) =>
      withThings(q)
        .insertInto('things')
        .values(thing('', { id: p('id'), name: p('id'), data: p('data'), is_open: true })),
    )
    const close = prepare((q: Database, p: Params<{ isOpen: boolean }>) =>
      withThings(q).updateTable('things').set({ is_open: false }).where('is_open', '=', p('isOpen')),
    )
    expect(await add.run(db.q, { id: '1', data: new Uint8Array([1]) })).toBe(1)
    expect(await add.run(db.q, { id: '2', data: null })).toBe(1)
    expect(await close.run(db.q, { isOpen: true })).toBe(2)
    expect(await close.run(db.q, { isOpen: true })).toBe(0)
  })

  it('refuse a missing parameter', async () => {
    const { db } = thingsDb()
    const find = prepare((q: Database, p: Params<{ id?: string }>) =>
      withThings(q)
        .selectFrom('things')
        .select('id')
        .where('id', '=', p('id') ?? ''),
    )
    await expect(find(db.q, {})).rejects.toBeInstanceOf(DatabaseMisuse)
  })
})
