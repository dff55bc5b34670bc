import { expect, it } from 'vitest'
import { describeOnBoth, locateTestDatabase } from '../../../test/support/databases.ts'
import { runChild } from '../../../test/support/run-child.ts'
import { withThings } from '../../../test/support/things.ts'
import { openDb } from './db.ts'
import { migrateToLatest } from './migrate.ts'

describeOnBoth('several processes on one database', (kind) => {
  it('migrate once and write at the same time without an error', async () => {
    const { options, remove } = await locateTestDatabase(kind, 'empty')
    const children = ['a', 'b', 'c'].map((prefix) => runChild('db-child.ts', { options, prefix, count: 40 }))
    const results = await Promise.all(children)
    expect(results.map(({ status, stderr }) => ({ status, stderr }))).toEqual([
      { status: 0, stderr: '' },
      { status: 0, stderr: '' },
      { status: 0, stderr: '' },
    ])
    expect(results.flatMap(({ stdout }) => JSON.parse(stdout))).toEqual(['0001-things'])
    const db = await openDb(options)
    const rows = await withThings(db.q).selectFrom('things').select('id').execute()
    expect(rows).toHaveLength(120)
    await db.close()
    await remove()
  })

  it('see at once what another connection committed', async () => {
    const { options, remove } = await locateTestDatabase(kind, 'migrated')
    const [one, two] = await Promise.all([openDb(options), openDb(options)])
    await migrateToLatest(one)
    for (const key of ['a', 'b']) {
      await one.q.insertInto('installation').values({ key, value: 'x' }).execute()
      const row = await two.q.selectFrom('installation').select('key').where('key', '=', key).executeTakeFirst()
      expect(row).toEqual({ key })
    }
    await Promise.all([one.close(), two.close()])
    await remove()
  })
})
