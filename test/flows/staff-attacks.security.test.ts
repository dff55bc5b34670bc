import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import { hashSecret, randomSecret } from '../../src/core/random.ts'
import { callApi, cookieHeaders, program, tokenOf } from '../support/api.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer } from '../support/server.ts'
import { configuredBackends, staffClient, staffUser } from '../support/staff.ts'
import { redirectBackend } from '../support/staff-doors.ts'
import { invitationIn, makeTeam, member, membersOf, person } from '../support/teams.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('attacks on the back office', (kind) => {
  it('a session of a backend that is not configured any more opens the API as little as the pages', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { browser, user } = await member(foyer, acme, 'kim@example.org', 'all')
    const headers = cookieHeaders(browser)
    expect((await callApi(foyer, '/me', { headers })).status).toBe(200)
    const { q } = foyer.platform.db
    await q.updateTable('users').set({ auth_backend: 'gone' }).where('id', '=', user.id).execute()
    await q.updateTable('staff_sessions').set({ auth_backend: 'gone' }).where('user_id', '=', user.id).execute()
    for (const path of ['/me', '/organizers/', '/organizers/acme/teams/']) {
      expect((await callApi(foyer, path, { headers })).status, path).toBe(401)
    }
  })

  it('a token makes none that outlives it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { team, send: forever } = await program(foyer, acme)
    const end = Date.now() + 10 * DAY
    const { secret } = await tokenOf(foyer, team, { expiresAt: end })
    const path = `/organizers/acme/teams/${team.id}/tokens/`
    const make = (body: unknown) =>
      callApi(foyer, path, { method: 'POST', headers: { authorization: `Token ${secret}` }, body })
    const later = new Date(end + DAY).toISOString()
    expect(await make({ name: 'later', expires: later })).toMatchObject({
      status: 400,
      body: { expires: [expect.any(String)] },
    })
    expect(await make({ name: 'same' })).toMatchObject({ status: 201, body: { expires: new Date(end).toISOString() } })
    const sooner = new Date(end - DAY).toISOString()
    expect(await make({ name: 'sooner', expires: sooner })).toMatchObject({ status: 201, body: { expires: sooner } })
    expect(await forever('POST', path, { name: 'free' })).toMatchObject({ status: 201, body: { expires: null } })
  })

  it('an account that somebody made with the address of another person is not put into a team at once', async () => {
    await using foyer = await startFoyer(kind)
    const [acme, other] = [await foyer.organizer('acme'), await foyer.organizer('other')]
    const { people } = foyer.features.teams
    const theirs = await makeTeam(foyer, other, 'Door')
    await people.addByEmail(other, theirs, 'eve@example.org', { user: null, actor: SYSTEM })
    const eve = foyer.client()
    const joined = await eve.submit(
      `/control/invite/${await invitationIn(foyer, 'eve@example.org')}`,
      { email: 'boss@example.org', fullname: 'Eve', password: 'quite another 34', password_repeat: 'quite another 34' },
      { form: 'register' },
    )
    expect(joined.status).toBe(303)
    const team = await makeTeam(foyer, acme, 'Bosses', 'all')
    expect(await people.addByEmail(acme, team, 'boss@example.org', { user: null, actor: SYSTEM })).toBe('invited')
    expect(await membersOf(foyer, team)).toEqual([])
    expect((await eve.get('/control/organizer/acme/')).status).toBe(404)
    const token = await invitationIn(foyer, 'boss@example.org')
    expect(token).toMatch(/^[\w-]{43}$/)
  })

  it('the history of what an administrator does through another account keeps no link of an invitation', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { user } = await member(foyer, acme, 'kim@example.org', [])
    const { browser } = await person(foyer, 'root@example.org', { isAdmin: true })
    const team = await makeTeam(foyer, acme, 'Door')
    await foyer.features.teams.people.addByEmail(acme, team, 'new@example.org', { user: null, actor: SYSTEM })
    const token = await invitationIn(foyer, 'new@example.org')
    const { sessions } = foyer.features.staff
    const found = await sessions.find(browser.cookies.get('foyer-staff') ?? '', 'test')
    if (!found) throw new Error('no session')
    await foyer.platform.db.transaction((q) => sessions.actAs(q, found.session, user.id))
    await browser.submit(`/control/invite/${token}`, {}, { form: `/control/invite/${token}` })
    const rows = await foyer.platform.db.q.selectFrom('audit_log').selectAll().execute()
    expect(rows.map(({ action }) => action)).toContain('foyer.staff.impersonation.request')
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('a logout at the provider ends logins that wait for their second factor, too', async () => {
    await using foyer = await startFoyer(kind)
    const { staff } = foyer.features
    const { user } = await person(foyer, 'kim@example.org')
    const { q } = foyer.platform.db
    await q
      .updateTable('users')
      .set({ auth_backend: 'sso', auth_backend_identifier: 'kim' })
      .where('id', '=', user.id)
      .execute()
    const wait = async (upstream: string) => {
      const now = Date.now()
      await q
        .insertInto('staff_pending_logins')
        .values({
          user_id: user.id,
          id_hash: hashSecret(randomSecret(foyer.platform.random)),
          auth_backend: 'sso',
          is_long: false,
          next: '/control/',
          tries_left: 5,
          upstream_session: upstream,
          upstream_data: null,
          created_at: now,
          expires_at: now + 300_000,
        })
        .execute()
    }
    const waiting = async () =>
      (await q.selectFrom('staff_pending_logins').select('upstream_session').execute()).map(
        (row) => row.upstream_session,
      )
    await wait('one')
    await wait('two')
    await staff.sessionsOf('other').endUpstream('one')
    await staff.sessionsOf('sso').endUpstream('one')
    expect(await waiting()).toEqual(['two'])
    await staff.sessionsOf('other').endOfUser('kim')
    expect(await waiting()).toEqual(['two'])
    await staff.sessionsOf('sso').endOfUser('kim')
    expect(await waiting()).toEqual([])
  })

  it('strangers cannot fill the history with refusals', async () => {
    const refusing = redirectBackend().replace(
      /async handleCallback\(request\) \{/,
      "async handleCallback(request) {\n    throw request.refuse('Not you.')",
    )
    using backends = configuredBackends({ native: null, company: refusing })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const stranger = foyer.client()
    for (let count = 0; count < 40; count++) await stranger.get('/control/auth/company/callback?state=x')
    const rows = await foyer.platform.db.q.selectFrom('audit_log').select('action').execute()
    expect(rows.filter(({ action }) => action === 'foyer.staff.login.refused')).toHaveLength(20)
  })

  it('a stolen session does not let its thief guess the password from ever new addresses', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: '127.0.0.1,::1' } })
    await staffUser(foyer, 'kim@example.org')
    const browser = await staffClient(foyer, 'kim@example.org')
    const guess = (count: number) =>
      browser.submit(
        '/control/reauth/',
        { password: `guess ${count}` },
        { form: 'reauth', headers: { 'x-forwarded-for': `203.0.113.${count}` } },
      )
    const statuses: number[] = []
    for (let count = 1; count <= 32; count++) statuses.push((await guess(count)).status)
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 422))
    expect(statuses.slice(30)).toEqual([429, 429])
  })
})
