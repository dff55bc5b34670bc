import { expect, it } from 'vitest'
import type { User } from '../../src/features/staff/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { PASSWORD, staffUser } from '../support/staff.ts'

const EMAIL = 'ann@example.org'
const SYSTEM = { type: 'system' } as const

/** Does something between the proof of who somebody is and the start of the session. */
function meanwhile(foyer: TestServer, act: () => Promise<unknown>): void {
  let isDone = false
  foyer.features.staff.completion.onLoggedIn(async () => {
    if (!isDone) {
      isDone = true
      await act()
    }
    return async () => {}
  })
}

async function logIn(foyer: TestServer) {
  const client = foyer.client()
  const answer = await client.submit('/control/login', { email: EMAIL, password: PASSWORD })
  return { answer, client }
}

async function rows(foyer: TestServer): Promise<number> {
  const { q } = foyer.platform.db
  const sessions = await q.selectFrom('staff_sessions').select('id_hash').execute()
  const waiting = await q.selectFrom('staff_pending_logins').select('id_hash').execute()
  return sessions.length + waiting.length
}

describeOnBoth('a login that is under way while something ends it', (kind) => {
  it.each<[string, (foyer: TestServer, user: User) => Promise<unknown>]>([
    ['the account is switched off', (foyer, user) => foyer.features.staffAdmin.deactivate(user, SYSTEM)],
    [
      'another password is set',
      (foyer, user) => foyer.features.staff.users.setPassword(user, 'quite another 34', SYSTEM),
    ],
    ['the account is anonymised', (foyer, user) => foyer.features.staffAdmin.anonymise(user, SYSTEM)],
    [
      'the account moves to another backend',
      (foyer, user) => foyer.features.staffAdmin.move(user, { backend: 'ldap', identifier: 'x' }, ['ldap'], SYSTEM),
    ],
  ])('begins no session: %s', async (_what, act) => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'boss@example.org', { isAdmin: true })
    const user = await staffUser(foyer, EMAIL)
    meanwhile(foyer, () => act(foyer, user))
    const { answer, client } = await logIn(foyer)
    expect(answer.status).toBe(422)
    expect(await rows(foyer)).toBe(0)
    expect((await client.get('/control/')).location).toMatch(/^\/control\/login/)
  })

  it('goes on when nothing of that happened', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    meanwhile(foyer, async () => {})
    expect((await logIn(foyer)).answer.status).toBe(303)
    expect(await rows(foyer)).toBe(1)
  })
})
