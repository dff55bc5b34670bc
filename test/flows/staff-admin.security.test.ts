import { expect, it } from 'vitest'
import { HOUR } from '../../src/core/clock.ts'
import { InvalidInput } from '../../src/core/errors.ts'
import { newId } from '../../src/core/ids.ts'
import { systemRandom } from '../../src/core/random.ts'
import type { AuditActor } from '../../src/features/audit/index.ts'
import type { User } from '../../src/features/staff/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { configuredBackends, FORM_BACKEND, mainText, movableClock, staffClient, staffUser } from '../support/staff.ts'

const SYSTEM = { type: 'system' } as const
const USERS = '/control/admin/users/'
const PAGES = ['', 'history', 'edit', 'move', 'deactivate', 'sessions', 'anonymize', 'impersonate']
const POSTS = [
  'edit',
  'move',
  'deactivate',
  'activate',
  'sessions',
  'anonymize',
  'impersonate',
  'recovery-code',
  'factors',
]

async function withPeople(foyer: TestServer) {
  const ada = await staffUser(foyer, 'ada@example.org', { isAdmin: true })
  const ben = await staffUser(foyer, 'ben@example.org')
  return { ada, ben, admin: await staffClient(foyer, 'ada@example.org') }
}

const actorOf = (user: User): AuditActor => ({ type: 'staff', id: user.id, name: user.email })

describeOnBoth('the administration of users', (kind) => {
  it('is closed to everybody but administrators of the installation', async () => {
    await using foyer = await startFoyer(kind)
    const { ada, ben } = await withPeople(foyer)
    const organizer = await foyer.organizer()
    await foyer.features.teams.putIntoRole(organizer, ben, 'admin', SYSTEM)
    const his = await staffClient(foyer, 'ben@example.org')
    const stranger = foyer.client()
    for (const page of ['', 'add', ...PAGES.map((path) => `${ada.id}/${path}`)]) {
      expect((await his.get(USERS + page)).status, page).toBe(403)
      expect((await stranger.get(USERS + page)).location, page).toContain('/control/login')
    }
    const csrf = parse((await his.get('/control/logout')).text).form()?.values ?? {}
    for (const path of ['add', ...POSTS.map((post) => `${ben.id}/${post}`)]) {
      const fields = { ...csrf, is_admin: 'on', email: 'ben@example.org', locale: 'en', time_zone: 'UTC' }
      expect((await his.post(USERS + path, fields)).status, path).toBe(403)
    }
    expect(await foyer.features.staff.users.byId(ben.id)).toMatchObject({ isAdmin: false, isActive: true })
  })

  it('changes nothing without the token of the form', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    for (const path of ['add', ...POSTS.map((post) => `${ben.id}/${post}`)]) {
      expect((await admin.post(USERS + path, { confirmed: 'yes', backend: 'native' })).status, path).toBe(403)
    }
    expect((await admin.post('/control/admin/impersonate/stop', {})).status).toBe(403)
    for (const post of ['deactivate', 'anonymize', 'impersonate']) {
      expect((await admin.get(`${USERS}${ben.id}/${post}`)).status).toBe(200)
    }
    expect(await foyer.features.staff.users.byId(ben.id)).toMatchObject({ isActive: true, authBackend: 'native' })
  })

  it('knows no account under an id that does not exist', async () => {
    await using foyer = await startFoyer(kind)
    const { admin } = await withPeople(foyer)
    for (const id of [newId(systemRandom), '7', "a'--", '%00', 'ada@example.org']) {
      for (const page of PAGES) expect((await admin.get(`${USERS}${id}/${page}`)).status, `${id}/${page}`).toBe(404)
    }
  })

  it('asks for a recent login before it shows or does anything to an account', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { ben, admin } = await withPeople(foyer)
    const page = await admin.get(`${USERS}${ben.id}/deactivate`)
    clock.advance(HOUR)
    for (const path of ['edit', 'move', 'deactivate', 'sessions', 'anonymize', 'impersonate']) {
      const { status, location } = await admin.get(`${USERS}${ben.id}/${path}`)
      expect([status, location?.split('?')[0]], path).toEqual([303, '/control/reauth/'])
    }
    const sent = await admin.submit('', {}, { page })
    expect([sent.status, sent.location?.split('?')[0]]).toEqual([303, '/control/reauth/'])
    expect((await foyer.features.staff.users.byId(ben.id))?.isActive).toBe(true)
  })

  it('keeps the last active administrator, whatever is tried', async () => {
    await using foyer = await startFoyer(kind)
    const { ada, admin } = await withPeople(foyer)
    const last = 'This is the last active administrator. Make somebody else an administrator first.'
    const edited = await admin.submit(`${USERS}${ada.id}/edit`, { is_admin: '' })
    expect([edited.status, parse(edited.text).text('.error-list')]).toEqual([422, last])
    for (const path of ['deactivate', 'anonymize']) {
      const answer = await admin.submit(`${USERS}${ada.id}/${path}`, {})
      expect(answer.status, path).toBe(422)
      expect(mainText(answer.text), path).toContain(last)
    }
    expect(await foyer.features.staff.users.byId(ada.id)).toMatchObject({ isAdmin: true, isActive: true })
    expect((await admin.get(USERS)).status).toBe(200)
  })

  it('keeps one administrator when all of them demote and switch off each other at once', async () => {
    await using foyer = await startFoyer(kind)
    const { staffAdmin } = foyer.features
    const admins = await Promise.all(
      [...Array(8).keys()].map((n) => staffUser(foyer, `admin${n}@example.org`, { isAdmin: true })),
    )
    const acts = admins.flatMap((user, n) => {
      const actor = actorOf(admins[(n + 1) % admins.length] as User)
      return [
        staffAdmin.edit(user, { isAdmin: false }, actor),
        staffAdmin.deactivate(user, actor),
        staffAdmin.anonymise(user, actor),
      ]
    })
    const results = await Promise.allSettled(acts)
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.filter((reason) => !(reason instanceof InvalidInput))).toEqual([])
    const left = await Promise.all(admins.map(({ id }) => foyer.features.staff.users.byId(id)))
    expect(left.filter((user) => user?.isAdmin && user.isActive)).toHaveLength(1)
  })

  it('gives nobody an identifier that another account has, also in a race', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { ada, ben, admin } = await withPeople(foyer)
    const { staffAdmin, staff } = foyer.features
    await staffAdmin.prepare({ backend: 'acme', identifier: 'carl', email: 'carl@acme.example' }, SYSTEM)
    const his = await staffClient(foyer, 'ben@example.org')
    const fields = { backend: 'acme', identifier: 'carl', confirmed: 'yes' }
    const taken = await admin.submit(`${USERS}${ben.id}/move`, fields)
    expect([taken.status, parse(taken.text).text('.error-list')]).toEqual([
      422,
      'Another account has the external ID carl at this login service.',
    ])
    for (const target of [
      { backend: 'unknown', identifier: 'x' },
      { backend: 'anonymized', identifier: 'x' },
      { backend: 'native', identifier: 'x' },
      { backend: 'native', identifier: '' },
      { backend: 'acme', identifier: '  ' },
      { backend: 'acme', identifier: 'x'.repeat(191) },
    ]) {
      const answer = await admin.submit(`${USERS}${ben.id}/move`, { ...target, confirmed: 'yes' })
      expect(answer.status, JSON.stringify(target)).toBe(422)
    }
    expect((await his.get('/control/')).status).toBe(200)
    const people = await Promise.all([...Array(50).keys()].map((n) => prepared(foyer, n)))
    const moves = people.map((user) =>
      staffAdmin.move(user, { backend: 'acme', identifier: 'one' }, ['acme'], actorOf(ada)),
    )
    const results = await Promise.allSettled(moves)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await staff.users.byId(ben.id))?.authBackend).toBe('native')
  })

  it('ends a login that waits for its second factor together with the account', async () => {
    await using foyer = await startFoyer(kind)
    const { ben } = await withPeople(foyer)
    foyer.features.staff.completion.useSecondStep({ isNeeded: async () => true })
    const client = foyer.client()
    await client.submit('/control/login', { email: ben.email, password: 'correct horse 12' })
    const count = async () =>
      (await foyer.platform.db.q.selectFrom('staff_pending_logins').select('user_id').execute()).length
    expect(await count()).toBe(1)
    await foyer.features.staffAdmin.deactivate(ben, SYSTEM)
    expect(await count()).toBe(0)
  })
})

describeOnBoth('looking through another account', (kind) => {
  it('is refused for oneself, administrators and accounts that are switched off', async () => {
    await using foyer = await startFoyer(kind)
    const { ada, ben, admin } = await withPeople(foyer)
    const other = await staffUser(foyer, 'other@example.org', { isAdmin: true })
    const page = await admin.get(`${USERS}${ben.id}/impersonate`)
    await foyer.features.staffAdmin.deactivate(ben, SYSTEM)
    const { values } = parse(page.text).form() ?? { values: {} }
    for (const { id } of [ada, other, ben]) {
      expect((await admin.get(`${USERS}${id}/impersonate`)).status).toBe(403)
      expect((await admin.post(`${USERS}${id}/impersonate`, values)).status).toBe(403)
    }
    expect(mainText((await admin.get('/control/')).text)).not.toContain('You see the back office as')
  })

  it('is neither nested nor a way to admin pages, the account of the other, or sensitive pages', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    const carl = await staffUser(foyer, 'carl@example.org')
    const forms = new Map<string, Record<string, string>>()
    for (const path of ['edit', 'deactivate', 'anonymize', 'impersonate', 'move']) {
      forms.set(path, parse((await admin.get(`${USERS}${carl.id}/${path}`)).text).form()?.values ?? {})
    }
    await admin.submit(`${USERS}${ben.id}/impersonate`, {})
    for (const [path, values] of forms) {
      expect((await admin.get(`${USERS}${carl.id}/${path}`)).status, path).toBe(403)
      const fields = { ...values, backend: 'native', confirmed: 'yes' }
      expect((await admin.post(`${USERS}${carl.id}/${path}`, fields)).status, path).toBe(403)
    }
    expect(await foyer.features.staff.users.byId(carl.id)).toMatchObject({ isActive: true, fullname: '' })
    const [session] = await foyer.platform.db.q
      .selectFrom('staff_sessions')
      .select(['acting_as'])
      .where('acting_as', 'is not', null)
      .execute()
    expect(session?.acting_as).toBe(ben.id)
  })

  it.each([
    '/control/settings/',
    '/control/settings/sessions/',
    '/control/settings/history/',
    '/control/settings/2fa/',
    '/control/settings/password/change',
    '/control/settings/email/change',
  ])('does not reach %s', async (path) => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    await admin.submit(`${USERS}${ben.id}/impersonate`, {})
    expect((await admin.get(path)).status).toBe(403)
  })

  it('writes every change down before it is done, also one that is refused', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    await admin.submit(`${USERS}${ben.id}/impersonate`, {})
    const { values } = parse((await admin.get('/control/')).text).form('impersonate/stop') ?? { values: {} }
    await admin.post('/control/organizer/acme/settings', values)
    await admin.post('/control/settings/', { ...values, fullname: 'x' })
    const entries = await foyer.features.audit.listOfStaff(ben.id, {
      limit: 9,
      actions: ['foyer.staff.impersonation.request'],
    })
    expect(entries.map(({ detail, actorName }) => [detail.path, actorName])).toContainEqual([
      'POST /control/settings/',
      'ada@example.org',
    ])
    expect((await foyer.features.staff.users.byId(ben.id))?.fullname).toBe('')
  })

  it('ends with the rights and with the session of the administrator', async () => {
    await using foyer = await startFoyer(kind)
    const { ada, ben, admin } = await withPeople(foyer)
    await staffUser(foyer, 'other@example.org', { isAdmin: true })
    await admin.submit(`${USERS}${ben.id}/impersonate`, {})
    await foyer.features.staffAdmin.edit(ada, { isAdmin: false }, SYSTEM)
    expect(mainText((await admin.get('/control/')).text)).not.toContain('You see the back office as')
    expect((await admin.get(USERS)).status).toBe(403)
    await foyer.features.staffAdmin.deactivate({ ...ada, isAdmin: false }, SYSTEM)
    expect((await admin.get('/control/')).status).toBe(303)
  })
})

async function prepared(foyer: TestServer, n: number): Promise<User> {
  const account = { backend: 'former', identifier: `x${n}`, email: `x${n}@example.org` }
  const user = await foyer.features.staff.users.byId(await foyer.features.staffAdmin.prepare(account, SYSTEM))
  if (!user) throw new Error('the account is missing')
  return user
}
