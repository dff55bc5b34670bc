import { expect, it } from 'vitest'
import { MINUTE } from '../../src/core/clock.ts'
import { hashSecret } from '../../src/core/random.ts'
import { createLog } from '../../src/platform/observe/log.ts'
import { callApi, program, scriptHeaders, tokenOf } from '../support/api.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer } from '../support/server.ts'
import { movableClock } from '../support/staff.ts'
import { makeTeam, member, person } from '../support/teams.ts'
import { wholeDatabase } from '../support/whole-database.ts'

describeOnBoth('API tokens', (kind) => {
  it('do nothing while the account of their creator is off, whenever they were made', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { team, user } = await member(foyer, acme, 'kim@example.org', 'all')
    const given = { name: 'late', expiresAt: null }
    const { secret } = await foyer.features.apiTokens.create(
      team,
      given,
      { user: null, actor: { type: 'system' } },
      user.id,
    )
    const call = () => callApi(foyer, '/organizers/', { headers: { authorization: `Token ${secret}` } })
    expect((await call()).status).toBe(200)
    await foyer.platform.db.q.updateTable('users').set({ is_active: false }).where('id', '=', user.id).execute()
    expect((await call()).status).toBe(401)
  })

  it('stand nowhere in the database and in no log', async () => {
    const lines: string[] = []
    const stream = { write: (line: string) => void lines.push(line) }
    await using foyer = await startFoyer(kind, {
      platform: { log: createLog({ level: 'trace', stream }) },
    })
    const acme = await foyer.organizer('acme')
    const app = await program(foyer, acme)
    await app.get('/organizers/acme/teams/')
    const wrong = 'w'.repeat(64)
    await callApi(foyer, '/organizers/', { headers: { authorization: `Token ${wrong}` } })
    const { browser, team } = await member(foyer, acme, 'kim@example.org', 'all')
    const made = await browser.submit(`/control/organizer/acme/team/${team.id}/tokens/add`, {
      name: 'x',
      expires: '30',
    })
    const shown = await browser.get(made.location ?? '')
    const secret = parse(shown.text).text('code') ?? 'none'
    expect(secret).toMatch(/^[a-z0-9]{64}$/)
    const stored = [...(await wholeDatabase(foyer)).values()].join('')
    expect(stored).toContain(hashSecret(app.secret).toLowerCase())
    for (const text of [app.secret, secret]) expect(stored).not.toContain(text)
    expect(lines.join('')).toContain('/api/v1/organizers')
    for (const text of [app.secret, secret, wrong]) expect(lines.join('')).not.toContain(text)
    expect(made.location).not.toContain(secret)
    expect(shown.headers.get('cache-control')).toBe('no-store')
  })

  it('do not reach another organizer, by whatever address', async () => {
    await using foyer = await startFoyer(kind)
    const [acme, other] = [await foyer.organizer('acme'), await foyer.organizer('other')]
    const app = await program(foyer, acme)
    const theirs = await program(foyer, other)
    const foreign = `${theirs.team.id}/tokens/${theirs.token.id}/`
    for (const path of [
      '/organizers/other/',
      '/organizers/other/teams/',
      `/organizers/other/teams/${theirs.team.id}/`,
      `/organizers/other/teams/${foreign}`,
    ]) {
      expect((await app.get(path)).status).toBe(403)
    }
    for (const path of [`${theirs.team.id}/`, foreign, `${app.team.id}/tokens/${theirs.token.id}/`]) {
      expect((await app.get(`/organizers/acme/teams/${path}`)).status).toBe(404)
      expect((await app.send('DELETE', `/organizers/acme/teams/${path}`)).status).toBe(404)
    }
    expect((await theirs.get('/organizers/other/')).status).toBe(200)
    const { browser } = await member(foyer, acme, 'kim@example.org', 'all')
    const page = await browser.get(`/control/organizer/acme/team/${foreign.replace(/\/$/, '')}`)
    expect(page.status).toBe(404)
  })

  it('may do what their team may, give no more than that, and lose what the team loses', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await member(foyer, acme, 'boss@example.org', 'all')
    const strong = await makeTeam(foyer, acme, 'Strong', 'all')
    const weak = await program(foyer, acme, ['organizer.customers:read'], 'Weak')
    expect((await weak.get('/organizers/acme/teams/')).status).toBe(403)
    const manager = await program(foyer, acme, ['organizer.teams:write'], 'Managers')
    const teams = '/organizers/acme/teams/'
    const more = { name: 'New', all_organizer_permissions: true }
    expect((await manager.send('POST', teams, more)).status).toBe(403)
    const rights = { limit_organizer_permissions: ['organizer.customers:write', 'organizer.teams:write'] }
    expect((await manager.send('PATCH', `${teams}${manager.team.id}/`, rights)).status).toBe(403)
    expect((await manager.send('POST', `${teams}${strong.id}/tokens/`, { name: 'x' })).status).toBe(403)
    expect((await manager.send('POST', `${teams}${strong.id}/invites/`, { email: 'me@evil.example' })).status).toBe(403)
    expect((await manager.send('DELETE', `${teams}${strong.id}/`)).status).toBe(403)
    expect((await manager.send('POST', teams, { name: 'Mine' })).status).toBe(201)
    const editor = { user: null, actor: { type: 'system' } } as const
    const nothing = { name: 'Managers', allPermissions: false, permissions: [], requiresSecondFactor: false }
    await foyer.features.teams.manage.change(acme, manager.team.id, nothing, editor)
    expect((await manager.get(teams)).status).toBe(403)
  })

  it('are made by nobody for a team that may do more than they may, nor by those who may not manage teams', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const strong = await makeTeam(foyer, acme, 'Strong', 'all')
    const { browser, team } = await member(foyer, acme, 'kim@example.org', ['organizer.teams:write'])
    const add = (id: string) => `/control/organizer/acme/team/${id}/tokens/add`
    const page = await browser.get(add(team.id))
    const { values = {} } = parse(page.text).form() ?? {}
    const refused = await browser.post(add(strong.id), { ...values, name: 'x', expires: '30' })
    expect(refused.status).toBe(403)
    const { token } = await tokenOf(foyer, strong)
    const revoke = `/control/organizer/acme/team/${strong.id}/tokens/${token.id}/revoke`
    expect((await browser.post(revoke, values)).status).toBe(403)
    const { browser: clerk } = await member(foyer, acme, 'clerk@example.org', ['organizer.customers:write'])
    expect((await clerk.get(add(strong.id))).status).toBe(403)
    const { browser: stranger } = await person(foyer, 'new@example.org')
    expect((await stranger.get(add(strong.id))).status).toBe(404)
    expect(await foyer.features.apiTokens.list(strong)).toMatchObject([{ id: token.id, revokedAt: null }])
  })

  it('are made only shortly after a proof of who it is', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const acme = await foyer.organizer('acme')
    const { browser, team } = await member(foyer, acme, 'kim@example.org', 'all')
    const headers = await scriptHeaders(browser)
    const path = `/organizers/acme/teams/${team.id}/tokens/`
    const make = () => callApi(foyer, path, { method: 'POST', headers, body: { name: 'x' } })
    expect((await make()).status).toBe(201)
    clock.advance(6 * MINUTE)
    expect((await make()).status).toBe(403)
    const page = await browser.get(`/control/organizer/acme/team/${team.id}/tokens/add`)
    expect([page.status, page.location?.split('?')[0]]).toEqual([303, '/control/reauth/'])
  })

  it('made by a token hang on the same person, and end with the account', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await member(foyer, acme, 'boss@example.org', 'all')
    const { team, user } = await member(foyer, acme, 'kim@example.org', 'all')
    const { secret } = await tokenOf(foyer, team, { createdBy: user })
    const call = (token: string, method = 'GET', path = '/organizers/', body?: unknown) =>
      callApi(foyer, path, { method, body, headers: { authorization: `Token ${token}` } })
    const made = await call(secret, 'POST', `/organizers/acme/teams/${team.id}/tokens/`, { name: 'child' })
    const child = String((made.body as { token: string }).token)
    expect((await call(child)).status).toBe(200)
    await foyer.features.staffAdmin.deactivate(user, { type: 'system' })
    expect([(await call(secret)).status, (await call(child)).status]).toEqual([401, 401])
  })

  it('cannot be guessed for long from one address, while right ones go on working', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await program(foyer, acme)
    const statuses: number[] = []
    for (let guess = 0; guess < 32; guess++) {
      const headers = { authorization: `Token ${String(guess).padStart(64, 'a')}` }
      statuses.push((await callApi(foyer, '/organizers/', { headers })).status)
    }
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true)
    expect(statuses.slice(30)).toEqual([429, 429])
    expect((await app.get('/organizers/')).status).toBe(200)
  })

  it.each(['Token', 'Token  ', 'Basic YTpi', 'Device abc', 'Bearer a b', 'Token ü', `Token ${'x'.repeat(5000)}`])(
    'are not what comes as "%s"',
    async (authorization) => {
      await using foyer = await startFoyer(kind)
      const headers = { authorization: Buffer.from(authorization).toString('latin1') }
      expect((await callApi(foyer, '/organizers/', { headers })).status).toBe(401)
    },
  )
})
