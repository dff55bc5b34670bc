import { expect, it } from 'vitest'
import { HOUR } from '../../src/core/clock.ts'
import { type ApiTokenId, newId, type TeamId, type TotpDeviceId, type UserId } from '../../src/core/ids.ts'
import { systemRandom } from '../../src/core/random.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import {
  configuredBackends,
  FORM_BACKEND,
  mainText,
  movableClock,
  PASSWORD,
  REDIRECT_BACKEND,
  staffClient,
  staffUser,
} from '../support/staff.ts'

const SYSTEM = { type: 'system' } as const
const USERS = '/control/admin/users/'

async function withPeople(foyer: TestServer) {
  const ada = await staffUser(foyer, 'ada@example.org', { isAdmin: true })
  const ben = await staffUser(foyer, 'ben@example.org')
  return { ada, ben, admin: await staffClient(foyer, 'ada@example.org') }
}

/** An API token that somebody made. */
async function apiToken(foyer: TestServer, createdBy: UserId): Promise<ApiTokenId> {
  const organizer = (await foyer.features.organizers.bySlug('acme')) ?? (await foyer.organizer())
  const { q } = foyer.platform.db
  const team = await q
    .selectFrom('teams')
    .select('id')
    .where('organizer_id', '=', organizer.id)
    .limit(1)
    .executeTakeFirstOrThrow()
  const id = newId<ApiTokenId>(systemRandom)
  await q
    .insertInto('api_tokens')
    .values({
      organizer_id: organizer.id,
      team_id: team.id as TeamId,
      id,
      name: 'crm',
      token_hash: id,
      hint: 'abcd',
      created_by: createdBy,
      created_at: 1,
      expires_at: null,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
  return id
}

async function authenticatorApp(foyer: TestServer, user: UserId): Promise<void> {
  const device = { id: newId<TotpDeviceId>(systemRandom), name: 'My phone', secret: '', last_step: 0 }
  const row = { ...device, user_id: user, created_at: 1, confirmed_at: 2, last_used_at: null }
  await foyer.platform.db.q.insertInto('staff_totp_devices').values(row).execute()
}

describeOnBoth('users of the installation', (kind) => {
  it('are listed, found by name, email and external ID, and filtered by backend, also one that is gone', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { admin } = await withPeople(foyer)
    const { staffAdmin } = foyer.features
    await staffAdmin.prepare(
      { backend: 'acme', identifier: 'carl-7', email: 'c@acme.example', fullname: 'Çarl Önder' },
      SYSTEM,
    )
    await staffAdmin.prepare({ backend: 'former', identifier: 'd', email: 'dora@example.org' }, SYSTEM)
    const all = parse((await admin.get(USERS)).text)
    expect(all.all('tbody th a')).toHaveLength(4)
    const found = async (query: string) => parse((await admin.get(`${USERS}?${query}`)).text).all('tbody th a')
    expect(await found('query=önder')).toEqual(['Çarl Önder'])
    expect(await found('query=ÖNDER+çarl')).toEqual(['Çarl Önder'])
    expect(await found('query=CARL-7')).toEqual(['Çarl Önder'])
    expect(await found('query=ben%40')).toEqual(['ben@example.org'])
    expect(await found('query=%25')).toEqual([])
    expect(await found('query=%00')).toHaveLength(4)
    expect(await found('backend=acme')).toEqual(['Çarl Önder'])
    expect(await found('backend=former')).toEqual(['dora@example.org'])
    expect(mainText((await admin.get(`${USERS}?backend=former`)).text)).toContain('not configured')
    expect(await found('view=admins')).toEqual(['ada@example.org'])
    expect(await found('view=inactive')).toEqual([])
    expect(await found('factor=with')).toEqual([])
    expect(await found('factor=without&view=admins')).toEqual(['ada@example.org'])
    expect(await found('ordering=-email')).toEqual([
      'dora@example.org',
      'Çarl Önder',
      'ben@example.org',
      'ada@example.org',
    ])
  })

  it('are paged by key in both directions, whatever the list is sorted by', async () => {
    await using foyer = await startFoyer(kind)
    const { admin } = await withPeople(foyer)
    const { staffAdmin } = foyer.features
    for (let n = 0; n < 110; n++) {
      const email = `p${String(n).padStart(3, '0')}@example.org`
      await staffAdmin.prepare({ backend: 'former', identifier: `x${n}`, email, fullname: n % 3 ? 'Same' : '' }, SYSTEM)
    }
    for (const ordering of ['name', '-name', 'email', '-last_login']) {
      const seen: string[] = []
      let address: string | undefined = `${USERS}?ordering=${ordering}`
      const pages: string[][] = []
      let back: string | undefined
      while (address !== undefined) {
        const page = parse((await admin.get(address)).text)
        const rows = page.all('tbody td:nth-child(2)')
        pages.push(rows)
        seen.push(...rows)
        back = page.links('Newer')[0]
        address = page.links('Older')[0]
      }
      expect(new Set(seen).size, ordering).toBe(112)
      expect(seen, ordering).toHaveLength(112)
      expect(parse((await admin.get(back ?? '')).text).all('tbody td:nth-child(2)'), ordering).toEqual(pages[1])
    }
  })

  it('have a page with teams and their sources, sessions and history', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    const organizer = await foyer.organizer()
    await foyer.features.teams.putIntoRole(organizer, ben, 'member', SYSTEM)
    await staffClient(foyer, 'ben@example.org')
    const page = mainText((await admin.get(USERS + ben.id)).text)
    expect(page).toContain('acme festival')
    expect(page).toContain('Staff')
    expect(page).toContain('network 127.0.0.0/24')
    expect(page).toContain('logged in to the back office')
    const whole = mainText((await admin.get(`${USERS}${ben.id}/history`)).text)
    expect(whole).toContain('was added to a team')
    const logins = mainText((await admin.get(`${USERS}${ben.id}/history?only=logins`)).text)
    expect(logins).not.toContain('was added to a team')
    expect(logins).toContain('logged in to the back office')
  })

  it('are made with a first password, which the first login replaces', async () => {
    await using foyer = await startFoyer(kind)
    const { admin } = await withPeople(foyer)
    const values = { email: 'Eve@Example.org', fullname: 'Eve', first: 'password', password: 'short' }
    const refused = await admin.submit(`${USERS}add`, values)
    expect(refused.status).toBe(422)
    expect(parse(refused.text).form()?.values).toMatchObject({ email: 'Eve@Example.org', fullname: 'Eve' })
    expect(refused.text).not.toContain('short')
    const made = await admin.submit(`${USERS}add`, { ...values, password: PASSWORD })
    expect(made.status).toBe(303)
    const eve = await foyer.features.staff.users.byEmail('eve@example.org')
    expect(made.location).toBe(`${USERS}${eve?.id}/`)
    expect(eve).toMatchObject({ fullname: 'Eve', needsPasswordChange: true, isAdmin: false })
    const taken = await admin.submit(`${USERS}add`, { ...values, email: 'ben@example.org', password: PASSWORD })
    expect([taken.status, parse(taken.text).text('.error-list')]).toEqual([
      422,
      'There is an account with the email address ben@example.org already.',
    ])
  })

  it('of other backends are prepared with their identifier, once', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { admin } = await withPeople(foyer)
    const address = `${USERS}add?backend=acme`
    expect(mainText((await admin.get(address)).text)).toContain('come to be with the first login')
    const missing = await admin.submit(address, { email: 'carl@acme.example' })
    expect(missing.status).toBe(422)
    const made = await admin.submit(address, { identifier: 'carl', email: 'carl@acme.example' })
    expect(made.status).toBe(303)
    const again = await admin.submit(address, { identifier: 'carl', email: 'other@acme.example' })
    expect([again.status, parse(again.text).text('.error-list')]).toEqual([
      422,
      'Another account has the external ID carl at this login service.',
    ])
    const carl = foyer.client()
    const login = await carl.submit('/control/login?backend=acme', { username: 'carl', password: 'sesame' })
    expect(login.status).toBe(303)
    expect((await foyer.features.staff.users.byEmail('carl@acme.example'))?.fullname).toBe('carl')
    expect((await admin.get(`${USERS}add?backend=unknown`)).status).toBe(404)
  })

  it('are edited; the email only where the password is kept here', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { ben, admin } = await withPeople(foyer)
    const his = await staffClient(foyer, 'ben@example.org')
    const saved = await admin.submit(`${USERS}${ben.id}/edit`, {
      fullname: 'Ben Oak',
      time_zone: 'Asia/Tokyo',
      locale: 'de',
    })
    expect(saved.status).toBe(303)
    expect((await his.get('/control/')).status).toBe(200)
    const moved = await admin.submit(`${USERS}${ben.id}/edit`, {
      email: 'ben@oak.example',
      needs_password_change: 'on',
    })
    expect(moved.status).toBe(303)
    expect(await foyer.features.staff.users.byId(ben.id)).toMatchObject({
      fullname: 'Ben Oak',
      timeZone: 'Asia/Tokyo',
      locale: 'de',
      email: 'ben@oak.example',
      needsPasswordChange: true,
    })
    expect((await his.get('/control/')).status).toBe(303)
    await foyer.deliver()
    expect(foyer.mails.sent.map(({ to }) => to).sort()).toEqual(['ben@example.org', 'ben@oak.example'])
    const taken = await admin.submit(`${USERS}${ben.id}/edit`, { email: 'ada@example.org', time_zone: 'Mars/Base' })
    expect(taken.status).toBe(422)
    expect(parse(taken.text).form()?.values).toMatchObject({ email: 'ada@example.org' })
    const carl = await foyer.features.staffAdmin.prepare(
      { backend: 'acme', identifier: 'c', email: 'c@acme.example' },
      SYSTEM,
    )
    const foreign = await admin.submit(`${USERS}${carl}/edit`, { email: 'mine@example.org' })
    expect([foreign.status, parse(foreign.text).text('.error-list')]).toEqual([
      422,
      'The login service of this account decides about the address.',
    ])
  })

  it('lose sessions and API tokens at once when they are switched off, and do not get them back', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    const organizer = await foyer.organizer()
    await foyer.features.teams.putIntoRole(organizer, ben, 'member', SYSTEM)
    const token = await apiToken(foyer, ben.id)
    const other = await apiToken(foyer, newId<UserId>(systemRandom)).catch(() => null)
    expect(other).toBeNull()
    const his = await staffClient(foyer, 'ben@example.org')
    expect((await his.get('/control/')).status).toBe(200)
    const preview = mainText((await admin.get(`${USERS}${ben.id}/deactivate`)).text)
    expect(preview).toContain('1 session ends at once.')
    expect(preview).toContain('1 API token that this person made is revoked for good.')
    const off = await admin.submit(`${USERS}${ben.id}/deactivate`, {})
    expect(off.status).toBe(303)
    expect((await his.get('/control/')).location).toContain('/control/login')
    const row = () =>
      foyer.platform.db.q
        .selectFrom('api_tokens')
        .select('revoked_at')
        .where('id', '=', token)
        .executeTakeFirstOrThrow()
    expect((await row()).revoked_at).not.toBeNull()
    const refused = await foyer.client().submit('/control/login', { email: 'ben@example.org', password: PASSWORD })
    expect(refused.status).not.toBe(303)
    expect((await admin.submit(`${USERS}${ben.id}/activate`, {})).status).toBe(303)
    expect((await row()).revoked_at).not.toBeNull()
    expect((await his.get('/control/')).status).toBe(303)
    await staffClient(foyer, 'ben@example.org')
    const [entry] = await foyer.features.audit.list(organizer.id, { limit: 5, actions: ['foyer.staff.tokens.revoked'] })
    expect(entry).toMatchObject({
      actorName: 'ada@example.org',
      objectName: 'ben@example.org',
      detail: { revoked_count: 1 },
    })
  })

  it('are named with the organizers that would be left without somebody who manages teams', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { ben, admin } = await withPeople(foyer)
    const organizer = await foyer.organizer()
    const { teams } = foyer.features
    await teams.putIntoRole(organizer, ben, 'admin', SYSTEM)
    const sentence = `At “${organizer.name}” nobody is left who may manage teams`
    for (const act of ['deactivate', 'anonymize']) {
      expect(mainText((await admin.get(`${USERS}${ben.id}/${act}`)).text), act).toContain(sentence)
    }
    const move = { backend: 'acme', identifier: 'ben' }
    expect(mainText((await admin.submit(`${USERS}${ben.id}/move`, move)).text)).not.toContain(sentence)
    await foyer.platform.db.q.updateTable('team_members').set({ source: 'backend:native' }).execute()
    expect(mainText((await admin.submit(`${USERS}${ben.id}/move`, move)).text)).toContain(sentence)
    const carl = await staffUser(foyer, 'carl@example.org')
    await teams.putIntoRole(organizer, carl, 'admin', SYSTEM)
    expect(mainText((await admin.get(`${USERS}${ben.id}/deactivate`)).text)).not.toContain(sentence)
    expect((await admin.submit(`${USERS}${carl.id}/deactivate`, {})).status).toBe(303)
    expect(mainText((await admin.get(`${USERS}${ben.id}/deactivate`)).text)).toContain(sentence)
    const entries = () => foyer.features.audit.list(organizer.id, { limit: 9, actions: ['foyer.team.unmanaged'] })
    const box = 'Tick this box, or first put somebody else into a team that may manage teams.'
    for (const [act, fields] of Object.entries({
      deactivate: {},
      anonymize: {},
      move: { ...move, confirmed: 'yes' },
    })) {
      const refused = await admin.submit(`${USERS}${ben.id}/${act}`, fields)
      expect([act, refused.status]).toEqual([act, 422])
      expect(mainText(refused.text), act).toContain(box)
    }
    expect(await foyer.features.staff.users.byId(ben.id)).toMatchObject({ isActive: true, authBackend: 'native' })
    expect(await entries()).toEqual([])
    const ticked = { unmanaged: 'on' }
    expect((await admin.submit(`${USERS}${ben.id}/deactivate`, ticked)).status).toBe(303)
    const [entry, ...others] = await entries()
    expect(others).toEqual([])
    expect(entry).toMatchObject({ actorName: 'ada@example.org', objectType: 'organizer', objectName: organizer.name })
    expect((await admin.submit(`${USERS}${ben.id}/activate`, {})).status).toBe(303)
    expect((await admin.submit(`${USERS}${ben.id}/anonymize`, ticked)).status).toBe(303)
    expect(await entries()).toHaveLength(2)
  })

  it('have all their sessions ended', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    const first = await staffClient(foyer, 'ben@example.org')
    const second = await staffClient(foyer, 'ben@example.org')
    expect(mainText((await admin.get(`${USERS}${ben.id}/sessions`)).text)).toContain('2 sessions end at once.')
    expect((await admin.submit(`${USERS}${ben.id}/sessions`, {})).status).toBe(303)
    for (const client of [first, second]) expect((await client.get('/control/')).status).toBe(303)
    expect((await admin.get(`${USERS}${ben.id}/sessions`)).status).toBe(404)
  })

  it('move to another backend with their teams, without their password', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND, company: REDIRECT_BACKEND })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { ben, admin } = await withPeople(foyer)
    const organizer = await foyer.organizer()
    await foyer.features.teams.putIntoRole(organizer, ben, 'member', SYSTEM)
    const his = await staffClient(foyer, 'ben@example.org')
    const preview = await admin.submit(`${USERS}${ben.id}/move`, { backend: 'acme', identifier: ' ben ' })
    expect(preview.status).toBe(200)
    expect(mainText(preview.text)).toContain('to “Acme login”, as ben.')
    expect(mainText(preview.text)).toContain('The password is deleted.')
    expect(await foyer.features.staff.users.byId(ben.id)).toMatchObject({ authBackend: 'native' })
    const moved = await admin.submit('', {}, { page: preview })
    expect(moved.status).toBe(303)
    expect((await his.get('/control/')).status).toBe(303)
    expect(await foyer.features.staff.users.byId(ben.id)).toMatchObject({
      authBackend: 'acme',
      authBackendIdentifier: 'ben',
      email: 'ben@example.org',
    })
    const { password_hash } = await foyer.platform.db.q
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', ben.id)
      .executeTakeFirstOrThrow()
    expect(password_hash).toBeNull()
    expect(await foyer.features.staffAdmin.teams(ben.id)).toHaveLength(1)
    const login = await foyer.client().submit('/control/login?backend=acme', { username: 'ben', password: 'sesame' })
    expect(login.status).toBe(303)
    const [entry] = await foyer.features.audit.listOfStaff(ben.id, { limit: 1, actions: ['foyer.staff.moved'] })
    expect(entry).toMatchObject({
      before: { auth_backend: 'native' },
      after: { auth_backend: 'acme', auth_backend_identifier: 'ben' },
    })
  })

  it('leave what the backend before had granted when they move', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { admin } = await withPeople(foyer)
    const organizer = await foyer.organizer()
    const { staffAdmin, staff, teams, audit } = foyer.features
    const id = await staffAdmin.prepare({ backend: 'acme', identifier: 'c', email: 'c@acme.example' }, SYSTEM)
    const carl = await staff.users.byId(id)
    if (!carl) throw new Error('carl is missing')
    await teams.putIntoRole(organizer, carl, 'member', SYSTEM)
    await foyer.platform.db.q
      .updateTable('team_members')
      .set({ source: 'backend:acme' })
      .where('user_id', '=', id)
      .execute()
    const preview = await admin.submit(`${USERS}${id}/move`, { backend: 'native', identifier: '' })
    expect(mainText(preview.text)).toContain('1 team membership that “Acme login” granted ends.')
    expect((await admin.submit('', {}, { page: preview })).status).toBe(303)
    expect(await staffAdmin.teams(id)).toEqual([])
    const [entry] = await audit.list(organizer.id, { limit: 1, actions: ['foyer.team.member.removed'] })
    expect(entry).toMatchObject({ objectId: id, actorName: 'ada@example.org' })
  })

  it('get a link to choose a password, a recovery code, and lose their second factor', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    const address = USERS + ben.id
    expect((await admin.submit(`${address}/password`, {})).status).toBe(303)
    await foyer.deliver()
    expect(foyer.mails.sent.map(({ to }) => to)).toEqual(['ben@example.org'])
    for (const page of ['recovery-code', 'factors']) expect((await admin.get(`${address}/${page}`)).status).toBe(404)
    await authenticatorApp(foyer, ben.id)
    expect(parse((await admin.get(`${USERS}?factor=with`)).text).all('tbody th a')).toEqual(['ben@example.org'])
    const shown = await admin.submit(`${address}/recovery-code`, {})
    expect(shown.status).toBe(200)
    expect(mainText(shown.text)).toContain('Hand this code over now')
    expect(shown.headers.get('cache-control')).toContain('no-store')
    const detail = mainText((await admin.get(address)).text)
    expect(detail).toContain('My phone')
    expect(detail).toContain('1 recovery code is left.')
    expect((await admin.submit(`${address}/factors`, {})).status).toBe(303)
    expect(await foyer.features.staffAdmin.factors(ben.id)).toEqual([])
    expect(await foyer.features.staffAdmin.recoveryCodesLeft(ben.id)).toBe(0)
  })

  it('who are new get a link to choose their password', async () => {
    await using foyer = await startFoyer(kind)
    const { admin } = await withPeople(foyer)
    const made = await admin.submit(`${USERS}add`, { email: 'eve@example.org', fullname: 'Eve', is_admin: 'on' })
    expect(made.status).toBe(303)
    await foyer.deliver()
    expect(foyer.mails.sent.map(({ to }) => to)).toEqual(['eve@example.org'])
    expect(await foyer.features.staff.users.byEmail('eve@example.org')).toMatchObject({ isAdmin: true })
  })

  it('are anonymised: nothing of the person remains, also not in the history', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    const organizer = await foyer.organizer()
    const { teams, staffAdmin, staff } = foyer.features
    await teams.putIntoRole(organizer, ben, 'admin', SYSTEM)
    await staffAdmin.edit(ben, { fullname: 'Benjamin Oak' }, SYSTEM)
    const his = await staffClient(foyer, 'ben@example.org')
    await his.submit('/control/logout', {})
    const by = { type: 'staff', id: ben.id, name: 'Benjamin Oak' } as const
    const begun = await foyer.features.bulkChanges.begin(organizer, { filter: {}, total: 0 }, by)
    const done = await admin.submit(`${USERS}${ben.id}/anonymize`, { unmanaged: 'on' })
    expect([done.status, done.location]).toEqual([303, `${USERS}${ben.id}/`])
    const gone = await staff.users.byId(ben.id)
    expect(gone).toMatchObject({
      authBackend: 'anonymized',
      fullname: '',
      isActive: false,
      authBackendIdentifier: null,
    })
    expect(gone?.email).toBe(`${ben.id}@anonymized.invalid`)
    expect(await staffAdmin.teams(ben.id)).toEqual([])
    for (const table of ['audit_log', 'users', 'outbox', 'staff_sessions', 'customer_bulk_changes'] as const) {
      const rows = JSON.stringify(await foyer.platform.db.q.selectFrom(table).selectAll().execute())
      expect(rows, table).not.toMatch(/ben@example|Benjamin/)
    }
    const change = await admin.get(`/control/organizer/${organizer.slug}/customers/bulk/${begun}`)
    expect(mainText(change.text)).toContain('Begun by')
    expect((await admin.get(USERS + ben.id)).status).toBe(200)
    for (const page of ['edit', 'move', 'anonymize', 'activate', 'impersonate']) {
      expect((await admin.get(`${USERS}${ben.id}/${page}`)).status, page).toBe(404)
    }
    expect(parse((await admin.get(USERS)).text).all('tbody th a')).toEqual(['ada@example.org'])
    expect(parse((await admin.get(`${USERS}?backend=anonymized`)).text).all('tbody th a')).toEqual(['Anonymised'])
    await staffUser(foyer, 'ben@example.org')
  })
})

/** When what an administrator looks through now has to end. */
async function hourAfterStart(foyer: TestServer): Promise<number> {
  const acting = foyer.platform.db.q.selectFrom('staff_sessions').where('acting_as', 'is not', null)
  const { acting_since: since } = await acting.select('acting_since').executeTakeFirstOrThrow()
  return Number(since) + HOUR
}

describeOnBoth('an administrator who looks through another account', (kind) => {
  it('60: sees what the other sees, no admin page, and is back after stopping; all of it is written down', async () => {
    await using foyer = await startFoyer(kind)
    const { ada, ben, admin } = await withPeople(foyer)
    const organizer = await foyer.organizer()
    await foyer.features.teams.putIntoRole(organizer, ben, 'admin', SYSTEM)
    const started = await admin.submit(`${USERS}${ben.id}/impersonate`, {})
    expect([started.status, started.location]).toEqual([303, '/control/'])
    const seen = await admin.get('/control/organizer/acme/')
    expect(seen.status).toBe(200)
    expect(mainText(seen.text)).toContain('You see the back office as ben@example.org')
    for (const page of [USERS, '/control/admin/history', '/control/admin/mails', `${USERS}${ben.id}/`]) {
      expect((await admin.get(page)).status, page).toBe(403)
    }
    const changed = await admin.submit('/control/organizer/acme/settings', { tagline: 'By ada as ben' })
    expect(changed.status).toBe(303)
    const [change] = await foyer.features.audit.list(organizer.id, { limit: 1 })
    expect(change).toMatchObject({ actorName: 'ada@example.org', detail: { acting_as: 'ben@example.org' } })
    const stopped = await admin.submit('/control/', {}, { form: 'impersonate/stop' })
    expect([stopped.status, stopped.location]).toEqual([303, `${USERS}${ben.id}/`])
    expect((await admin.get(USERS)).status).toBe(200)
    const his = await foyer.features.audit.listOfStaff(ben.id, { limit: 3 })
    expect(his.map(({ action, actorName, detail }) => [action, actorName, detail])).toEqual([
      ['pretix.control.auth.user.impersonate_stopped', ada.email, {}],
      [
        'foyer.staff.impersonation.request',
        ada.email,
        { path: 'POST /control/organizer/acme/settings', acting_as: ben.email },
      ],
      ['pretix.control.auth.user.impersonated', ada.email, {}],
    ])
  })

  it('61: does not begin with an old login', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { ben, admin } = await withPeople(foyer)
    const page = await admin.get(`${USERS}${ben.id}/impersonate`)
    clock.advance(2.5 * HOUR)
    await admin.get('/control/')
    clock.advance(2.5 * HOUR)
    const answer = await admin.submit('', {}, { page })
    expect([answer.status, answer.location]).toEqual([
      303,
      `/control/reauth/?next=${encodeURIComponent(`${USERS}${ben.id}/impersonate`)}`,
    ])
    expect((await admin.get(USERS)).status).toBe(200)
  })

  it('is back after an hour, after the other was switched off, and after the other became an administrator', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { ada, ben, admin } = await withPeople(foyer)
    const { staffAdmin } = foyer.features
    const start = () => admin.submit(`${USERS}${ben.id}/impersonate`, {})
    await start()
    clock.advance(HOUR - 1000)
    expect((await admin.get(USERS)).status).toBe(403)
    const over = await hourAfterStart(foyer)
    clock.advance(6000)
    const twice = await Promise.all([admin.get(USERS), foyer.features.staff.sessions.endOverdueActing()])
    expect(twice[0].status).toBe(200)
    const actions = ['pretix.control.auth.user.impersonate_stopped'] as const
    const ends = async () =>
      (await foyer.features.audit.list(null, { limit: 9, actions })).map(({ at, actorName, objectId, detail }) => [
        at,
        actorName,
        objectId,
        detail,
      ])
    const byTime = [over, ada.email, ben.id, { reason: 'time' }]
    expect(await ends()).toEqual([byTime])
    const gone = await staffClient(foyer, ada.email)
    await gone.submit(`${USERS}${ben.id}/impersonate`, {})
    const overAgain = await hourAfterStart(foyer)
    clock.advance(2 * HOUR)
    expect(await foyer.features.staff.sessions.endOverdueActing()).toBe(1)
    expect(await foyer.features.staff.sessions.endOverdueActing()).toBe(0)
    expect(await ends()).toEqual([[overAgain, ...byTime.slice(1)], byTime])

    const again = await staffClient(foyer, ada.email)
    await again.submit(`${USERS}${ben.id}/impersonate`, {})
    expect((await again.get(USERS)).status).toBe(403)
    await staffAdmin.deactivate(ben, SYSTEM)
    expect((await again.get(USERS)).status).toBe(200)
    expect(await ends()).toHaveLength(3)
    await staffAdmin.activate(ben, SYSTEM)
    await again.submit(`${USERS}${ben.id}/impersonate`, {})
    expect((await again.get(USERS)).status).toBe(403)
    await staffAdmin.edit(ben, { isAdmin: true }, SYSTEM)
    expect(mainText((await again.get('/control/')).text)).not.toContain('You see the back office as')
    expect((await again.get(`${USERS}${ben.id}/impersonate`)).status).toBe(403)
    expect(await ends()).toHaveLength(4)
  })

  it('is logged out for good by logging out', async () => {
    await using foyer = await startFoyer(kind)
    const { ben, admin } = await withPeople(foyer)
    await admin.submit(`${USERS}${ben.id}/impersonate`, {})
    await admin.submit('/control/', {}, { form: '/control/logout' })
    expect((await admin.get('/control/')).location).toContain('/control/login')
    const actions = ['pretix.control.auth.user.impersonate_stopped'] as const
    const [stopped] = await foyer.features.audit.list(null, { limit: 1, actions })
    expect(stopped).toMatchObject({ objectId: ben.id, actorName: 'ada@example.org' })
  })
})
