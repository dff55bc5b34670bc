import { expect, it } from 'vitest'
import { describeOnBoth } from '../../../test/support/databases.ts'
import { thing, withThings } from '../../../test/support/things.ts'
import { shareThingsDb } from '../../../test/support/things-db.ts'
import { DatabaseMisuse, UniqueViolation } from './errors.ts'

describeOnBoth('transactions', (kind) => {
  const thingsDb = shareThingsDb(kind)

  it('commits what returned and shows it to readers', async () => {
    const test = thingsDb()
    const result = await test.db.transaction(async (trx) => {
      await withThings(trx).insertInto('things').values(thing('1')).execute()
      expect(await test.things.selectFrom('things').select('id').execute()).toEqual([])
      expect(await withThings(trx).selectFrom('things').select('id').execute()).toEqual([{ id: '1' }])
      return 'done'
    })
    expect(result).toBe('done')
    expect(await test.things.selectFrom('things').select('id').execute()).toEqual([{ id: '1' }])
  })

  it('undoes everything when one statement fails or the body throws', async () => {
    const test = thingsDb()
    const failing = test.db.transaction(async (trx) => {
      await withThings(trx).insertInto('things').values(thing('1')).execute()
      await withThings(trx).insertInto('things').values(thing('1')).execute()
    })
    await expect(failing).rejects.toBeInstanceOf(UniqueViolation)
    const throwing = test.db.transaction(async (trx) => {
      await withThings(trx).insertInto('things').values(thing('2')).execute()
      throw new RangeError('changed my mind')
    })
    await expect(throwing).rejects.toBeInstanceOf(RangeError)
    expect(await test.things.selectFrom('things').select('id').execute()).toEqual([])
    await test.things.insertInto('things').values(thing('1')).execute()
  })

  it('refuses a transaction inside a transaction', async () => {
    const test = thingsDb()
    const nested = test.db.transaction(() => test.db.transaction(async () => 'inner'))
    await expect(nested).rejects.toBeInstanceOf(DatabaseMisuse)
    expect(await test.db.transaction(async () => 'later')).toBe('later')
  })

  it('refuses statements of a transaction that has ended', async () => {
    const test = thingsDb()
    const leaked = await test.db.transaction(async (trx) => ({ trx }))
    await test.things.selectFrom('things').select('id').execute()
    const late = withThings(leaked.trx).insertInto('things').values(thing('1')).execute()
    await expect(late).rejects.toThrow('Transaction is already committed')
    expect(await test.things.selectFrom('things').select('id').execute()).toEqual([])
  })

  it('runs transactions that come together one after another without losing one', async () => {
    const test = thingsDb()
    await test.things.insertInto('things').values(thing('1')).execute()
    const add = () =>
      test.db.transaction(async (trx) => {
        const row = withThings(trx).updateTable('things').where('id', '=', '1')
        await row.set(({ eb }) => ({ amount: eb('amount', '+', 1) })).execute()
        await withThings(trx).selectFrom('things').select('amount').executeTakeFirstOrThrow()
      })
    const write = (i: number) =>
      test.things
        .insertInto('things')
        .values(thing(`w${i}`))
        .execute()
    await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [add(), write(i)]))
    const rows = await test.things.selectFrom('things').select(['id', 'amount']).orderBy('id').execute()
    expect(rows[0]).toEqual({ id: '1', amount: 8 })
    expect(rows).toHaveLength(9)
  })

  it('lets one of fifty conditional updates win', async () => {
    const test = thingsDb()
    await test.things
      .insertInto('things')
      .values(thing('code', { is_open: true }))
      .execute()
    const redeem = () =>
      test.things
        .updateTable('things')
        .set({ is_open: false })
        .where('id', '=', 'code')
        .where('is_open', '=', true)
        .returning('id')
        .executeTakeFirst()
    const results = await Promise.all(Array.from({ length: 50 }, redeem))
    expect(results.filter((row) => row !== undefined)).toEqual([{ id: 'code' }])
  })
})
