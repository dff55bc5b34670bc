import { expect, it } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import { databaseClock, databaseProgram } from './inspect.ts'

describeOnBoth('the database program', (kind) => {
  it('tells name, version and time', async () => {
    await using test = await openTestDb(kind)
    expect(await databaseProgram(test.db)).toMatch(kind === 'sqlite' ? /^SQLite 3\.\d+/ : /^PostgreSQL \d+\.\d+$/)
    const clock = await databaseClock(test.db)
    if (kind === 'sqlite') expect(clock).toBeNull()
    else expect(Math.abs((clock ?? 0) - Date.now())).toBeLessThan(600_000)
  })
})
