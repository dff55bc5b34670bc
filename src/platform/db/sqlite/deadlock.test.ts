import { expect, it } from 'vitest'
import { thing, withThings } from '../../../../test/support/things.ts'
import { openThingsDb } from '../../../../test/support/things-db.ts'
import { DatabaseMisuse } from '../errors.ts'

it('a write past the transaction is refused at once, since it would wait for that transaction for ever', async () => {
  await using test = await openThingsDb('sqlite')
  const past = test.db.transaction(async (trx) => {
    await withThings(trx).insertInto('things').values(thing('1')).execute()
    await test.things.insertInto('things').values(thing('2')).execute()
  })
  await expect(past).rejects.toBeInstanceOf(DatabaseMisuse)
  await test.things.insertInto('things').values(thing('2')).execute()
  expect(await test.things.selectFrom('things').select('id').execute()).toEqual([{ id: '2' }])
})

it('work that a transaction left behind may write once it has ended', async () => {
  await using test = await openThingsDb('sqlite')
  let later: Promise<unknown> = Promise.resolve()
  await test.db.transaction(async () => {
    later = new Promise((resolve) => setTimeout(resolve, 5)).then(() =>
      test.things.insertInto('things').values(thing('1')).execute(),
    )
  })
  await later
  expect(await test.things.selectFrom('things').select('id').execute()).toEqual([{ id: '1' }])
})
