import { CompiledQuery } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { newId, type UserId } from '../../src/core/ids.ts'
import { systemRandom } from '../../src/core/random.ts'
import { SqliteConnection } from '../../src/platform/db/sqlite/connection.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { staffClient, staffUser } from '../support/staff.ts'

const USERS = '/control/admin/users/'
const VIEWS = ['', '?ordering=-last_login', '?ordering=email&view=admins', '?query=person+9999', '?factor=with']

/** Adds so many people who log in elsewhere. */
async function addPeople(foyer: TestServer, count: number): Promise<void> {
  const rows = [...Array(count).keys()].map((n) => ({
    id: newId<UserId>(systemRandom),
    email: `p${n}@example.org`,
    auth_backend: 'former',
    auth_backend_identifier: `x${n}`,
    fullname: `Person ${n}`,
    locale: 'en',
    time_zone: 'UTC',
    is_active: true,
    is_admin: n % 100 === 0,
    is_verified: false,
    password_hash: null,
    created_at: n,
    modified_at: n,
    last_login_at: n % 3 ? n : null,
    needs_password_change: false,
    password_set_at: null,
    deactivated_at: null,
  }))
  await foyer.platform.db.transaction(async (q) => {
    while (rows.length > 0) await q.insertInto('users').values(rows.splice(0, 500)).execute()
  })
}

describeOnBoth('10,000 users', (kind) => {
  it('are listed as fast as a few', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ada@example.org', { isAdmin: true })
    const admin = await staffClient(foyer, 'ada@example.org')
    await addPeople(foyer, 10_000)
    const times: number[] = []
    for (const view of [...VIEWS, ...VIEWS, ...VIEWS]) {
      const begin = performance.now()
      const page = await admin.get(USERS + view)
      times.push(performance.now() - begin)
      expect(page.status).toBe(200)
    }
    expect(parse((await admin.get(`${USERS}?query=person+9999`)).text).all('tbody th a')).toEqual(['Person 9999'])
    expect(Math.min(...times)).toBeLessThan(2000)
  })
})

it('the list of users asks as many questions for many as for few, and reads each order from an index', async () => {
  await using foyer = await startFoyer('sqlite')
  await staffUser(foyer, 'ada@example.org', { isAdmin: true })
  const admin = await staffClient(foyer, 'ada@example.org')
  const asked: { sql: string; parameters: readonly unknown[] }[] = []
  const { run } = SqliteConnection.prototype
  SqliteConnection.prototype.run = function (query) {
    if (!query.sql.includes('"config_version"')) asked.push(query)
    return run.call(this, query)
  }
  onTestFinished(() => {
    SqliteConnection.prototype.run = run
  })
  const questions = async (view: string) => {
    asked.length = 0
    await admin.get(USERS + view)
    return [...asked]
  }
  await questions('')
  const few = (await questions('')).length
  await addPeople(foyer, 200)
  expect(await questions('')).toHaveLength(few)
  for (const ordering of ['name', '-name', 'email', '-email', 'last_login', '-last_login']) {
    const list = (await questions(`?ordering=${ordering}`)).find(({ sql }) => sql.includes('order by'))
    const plan = CompiledQuery.raw(`explain query plan ${list?.sql}`, [...(list?.parameters ?? [])])
    const { rows } = await foyer.platform.db.q.executeQuery<{ detail: string }>(plan)
    const details = rows.map(({ detail }) => detail).join('\n')
    expect(details, ordering).toMatch(/SCAN u USING INDEX/)
    expect(details, ordering).not.toContain('TEMP B-TREE FOR ORDER BY')
  }
})
