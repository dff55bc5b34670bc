import { inspect } from 'node:util'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../../../test/support/databases.ts'
import { thing } from '../../../test/support/things.ts'
import { shareThingsDb, type ThingsDb } from '../../../test/support/things-db.ts'
import { ForeignKeyViolation, UniqueViolation } from './errors.ts'

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

const insert = ({ things }: ThingsDb, ...rows: ReturnType<typeof thing>[]) =>
  things.insertInto('things').values(rows).execute()

describeOnBoth('errors of statements', (kind) => {
  const thingsDb = shareThingsDb(kind)

  it('names the columns of a violated unique key', async () => {
    const test = thingsDb()
    await insert(test, thing('1', { name: 'same' }))
    const error = await failureOf(insert(test, thing('2', { name: 'same' })))
    expect(error).toMatchObject({
      table: 'things',
      columns: ['grp', 'name'],
      index: undefined,
      code: 'unique_violation',
    })
    expect(error instanceof UniqueViolation && error.isOn('name', 'grp')).toBe(true)
    expect(error instanceof UniqueViolation && error.isOn('name')).toBe(false)
  })

  it('names the columns of a violated primary key', async () => {
    const test = thingsDb()
    await insert(test, thing('1'))
    const error = await failureOf(insert(test, thing('1', { name: 'other' })))
    expect(error).toMatchObject({ table: 'things', columns: ['id'], index: undefined })
  })

  it('names the index when it is over expressions', async () => {
    const test = thingsDb()
    await insert(test, thing('1', { name: 'Ann', amount: 2000 }))
    const error = await failureOf(insert(test, thing('2', { name: 'ANN', amount: 2000 })))
    expect(error).toMatchObject({ table: undefined, columns: [], index: 'things_lower_name' })
  })

  it('reports missing and needed rows as violated foreign keys', async () => {
    const test = thingsDb()
    const orphan = insert(test, thing('1', { parent_id: 'none' }))
    await expect(orphan).rejects.toBeInstanceOf(ForeignKeyViolation)
    await insert(test, thing('1'), thing('2', { parent_id: '1' }))
    const removal = test.things.deleteFrom('things').where('id', '=', '1').execute()
    await expect(removal).rejects.toBeInstanceOf(ForeignKeyViolation)
  })

  it('never carries values of the row', async () => {
    const test = thingsDb()
    const secret = 'ann@example.org'
    await insert(test, thing('1', { name: secret }))
    const failures = [
      await failureOf(insert(test, thing('2', { name: secret }))),
      await failureOf(insert(test, thing('3', { name: secret, amount: -1 }))),
      await failureOf(sql`insert into things (id, name, amount) values ('4', ${secret}, 0)`.execute(test.db.q)),
    ]
    for (const error of failures) expect(inspect(error, { depth: 9 })).not.toContain(secret)
  })
})
