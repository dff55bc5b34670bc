import { expect, test } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer } from '../support/server.ts'

const ADMIN = { email: 'admin@example.org', password: 'correct horse 12' }

describeOnBoth('two servers on one database', (kind) => {
  test('a setting changed in the back office of one holds at the other within a second', async () => {
    await using one = await startFoyer(kind)
    await using other = await startFoyer(kind, { beside: one })
    await one.organizer('acme')
    await one.features.staff.users.createUser({ ...ADMIN, isAdmin: true }, { type: 'system' })
    const visitor = other.client()
    expect((await visitor.get('/acme/')).text).toContain('acme festival')

    const admin = one.client()
    expect((await admin.submit('/control/login', ADMIN)).status).toBe(303)
    const change = { name: 'Summer of Jazz', customer_accounts: [] }
    expect((await admin.submit('/control/organizer/acme/settings', change)).status).toBe(303)

    for (const server of [one, other]) {
      await expect.poll(async () => (await server.client().get('/acme/')).text).toContain('Summer of Jazz')
    }
  })
})
