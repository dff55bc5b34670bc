import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/clock.ts'
import { callApi, cookieHeaders, program, scriptHeaders, tokenOf } from '../support/api.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer } from '../support/server.ts'
import { movableClock } from '../support/staff.ts'
import { member, membersOf, person } from '../support/teams.ts'

const OBLIGATORY = { FOYER_OBLIGATORY_2FA: 'true' }
const slugs = (body: unknown) => (body as { results: { slug: string }[] }).results.map(({ slug }) => slug)

describeOnBoth('who calls the API', (kind) => {
  it('72: nobody is answered with 401', async () => {
    await using foyer = await startFoyer(kind)
    const answer = await callApi(foyer, '/organizers/')
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Token'])
    expect(answer.body).toMatchObject({ detail: 'Authentication credentials were not provided.' })
    expect((await callApi(foyer, '/organizers/acme/teams/')).status).toBe(401)
  })

  it('73, 74: a person sees the organizers that they work for, and who they are', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.organizer('other')
    const { browser: nobody } = await person(foyer, 'new@example.org')
    const empty = await callApi(foyer, '/organizers/', { headers: cookieHeaders(nobody) })
    expect(empty).toMatchObject({ status: 200, body: { count: 0, next: null, previous: null, results: [] } })
    const { browser } = await member(foyer, acme, 'kim@example.org', [])
    const headers = cookieHeaders(browser)
    expect((await callApi(foyer, '/organizers/', { headers })).body).toMatchObject({
      count: 1,
      results: [{ name: 'acme festival', slug: 'acme', public_url: `${foyer.url}/acme/` }],
    })
    expect((await callApi(foyer, '/organizers/acme', { headers })).body).toMatchObject({ slug: 'acme' })
    expect((await callApi(foyer, '/me', { headers })).body).toEqual({
      email: 'kim@example.org',
      fullname: '',
      locale: 'en',
      is_staff: false,
      timezone: 'UTC',
    })
    const { browser: admin } = await person(foyer, 'root@example.org', { isAdmin: true })
    expect(slugs((await callApi(foyer, '/organizers/', { headers: cookieHeaders(admin) })).body)).toEqual([
      'acme',
      'other',
    ])
  })

  it('75, 76, 77: a session that is idle, or has something to do first, is answered with 403', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { browser } = await person(foyer, 'kim@example.org')
    const headers = cookieHeaders(browser)
    const call = () => callApi(foyer, '/organizers/', { headers })
    expect((await call()).status).toBe(200)
    const stopped = { status: 403, body: { detail: expect.stringContaining('back office first') } }
    const { q } = foyer.platform.db
    await q.updateTable('users').set({ needs_password_change: true }).execute()
    expect(await call()).toMatchObject(stopped)
    await q.updateTable('users').set({ needs_password_change: false }).execute()
    expect((await call()).status).toBe(200)
    await using strict = await startFoyer(kind, { platform: { clock }, beside: foyer, env: OBLIGATORY })
    expect(await callApi(strict, '/organizers/', { headers })).toMatchObject(stopped)
    clock.advance(3 * HOUR + MINUTE)
    const idle = await call()
    expect([idle.status, idle.body]).toEqual([
      403,
      expect.objectContaining({ detail: expect.stringContaining('not used for a while') }),
    ])
  })

  it('78: a session changes nothing without the token of a form, and from our own pages only', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { browser } = await member(foyer, acme, 'kim@example.org', 'all')
    const good = await scriptHeaders(browser)
    const post = (headers: Record<string, string>) =>
      callApi(foyer, '/organizers/acme/teams/', { method: 'POST', headers, body: {} })
    const { 'x-csrftoken': _token, ...withoutToken } = good
    const { origin: _origin, ...withoutOrigin } = good
    const withoutCookie = { ...good, cookie: (good.cookie ?? '').replace(/foyer-csrf=[^;]+/, '') }
    expect((await post(withoutToken)).status).toBe(403)
    expect((await post(withoutCookie)).status).toBe(403)
    expect((await post(withoutOrigin)).status).toBe(403)
    expect((await post({ ...good, origin: 'https://evil.example' })).status).toBe(403)
    expect(await post(good)).toMatchObject({ status: 400, body: { name: ['This field is required.'] } })
    expect(await post({ ...withoutOrigin, referer: `${foyer.url}/control/` })).toMatchObject({ status: 400 })
  })

  it('79, 80, 81: a token opens its organizer, as Token or Bearer, and no other one', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.organizer('other')
    const app = await program(foyer, acme)
    expect(slugs((await app.get('/organizers/')).body)).toEqual(['acme'])
    const bearer = { headers: { authorization: `Bearer ${app.secret}` } }
    expect((await callApi(foyer, '/organizers/acme/', bearer)).status).toBe(200)
    expect((await app.get('/organizers/other/')).status).toBe(403)
    expect((await app.get('/organizers/nothing/')).status).toBe(403)
    expect((await app.get('/me')).status).toBe(403)
    const unknown = { headers: { authorization: `Token ${'x'.repeat(64)}` } }
    expect(await callApi(foyer, '/organizers/', unknown)).toMatchObject({
      status: 401,
      body: { detail: 'Invalid token.' },
    })
    expect((await app.send('DELETE', `/organizers/acme/teams/${app.team.id}/tokens/${app.token.id}/`)).status).toBe(200)
    expect((await app.get('/organizers/')).status).toBe(401)
  })
})

describeOnBoth('teams over the API', (kind) => {
  it('131, 139: are listed, made, changed and deleted', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await member(foyer, acme, 'boss@example.org', 'all')
    const app = await program(foyer, acme)
    const teams = '/organizers/acme/teams/'
    const made = await app.send('POST', teams, {
      name: 'Box office',
      limit_organizer_permissions: ['organizer.customers:read'],
    })
    expect(made.status).toBe(201)
    const { id } = made.body as { id: string }
    expect(made.body).toEqual({
      id,
      name: 'Box office',
      all_events: true,
      limit_events: [],
      require_2fa: false,
      all_event_permissions: false,
      limit_event_permissions: [],
      all_organizer_permissions: false,
      limit_organizer_permissions: ['organizer.customers:read'],
    })
    expect((await app.get(`${teams}${id}/`)).body).toEqual(made.body)
    expect((await app.get(teams)).body).toMatchObject({ count: 3, next: null, previous: null })
    const changed = await app.send('PATCH', `${teams}${id}/`, { name: 'Till', require_2fa: true })
    expect([changed.status, changed.body]).toEqual([200, { ...(made.body as object), name: 'Till', require_2fa: true }])
    expect(await app.send('POST', teams, { name: 'Till' })).toMatchObject({
      status: 400,
      body: { name: [expect.stringMatching(/./)] },
    })
    const wrong = { name: 'X', limit_organizer_permissions: ['organizer.everything'], require_2fa: 'yes' }
    expect((await app.send('POST', teams, wrong)).body).toEqual({
      limit_organizer_permissions: ['This value does not fit.'],
      require_2fa: ['This value does not fit.'],
    })
    const deleted = await app.send('DELETE', `${teams}${id}/`)
    expect([deleted.status, deleted.body]).toEqual([204, null])
    expect((await app.get(`${teams}${id}/`)).status).toBe(404)
    expect((await app.get(`${teams}nothing/`)).status).toBe(404)
  })

  it('are paged with absolute addresses', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await program(foyer, acme)
    for (const name of ['A', 'B', 'C']) await app.send('POST', '/organizers/acme/teams/', { name })
    const names = (body: unknown) => (body as { results: { name: string }[] }).results.map(({ name }) => name)
    const first = await app.get('/organizers/acme/teams/?page_size=3')
    expect(names(first.body)).toEqual(['A', 'B', 'C'])
    expect(first.body).toMatchObject({
      count: 4,
      previous: null,
      next: `${foyer.url}/api/v1/organizers/acme/teams/?page_size=3&page=2`,
    })
    const second = await app.get('/organizers/acme/teams/?page_size=3&page=2')
    expect(names(second.body)).toEqual(['Programs'])
    expect(second.body).toMatchObject({
      next: null,
      previous: `${foyer.url}/api/v1/organizers/acme/teams/?page_size=3`,
    })
    expect((await app.get('/organizers/acme/teams/?page=9')).status).toBe(404)
    expect((await app.get('/organizers/acme/teams/?page_size=9999&page=x')).status).toBe(200)
  })

  it('132, 133, 145: a known address is a member at once and has no id, an unknown one is invited', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await member(foyer, acme, 'boss@example.org', 'all')
    const { user } = await person(foyer, 'kim@example.org', { isVerified: true })
    const app = await program(foyer, acme)
    const team = `/organizers/acme/teams/${app.team.id}/`
    const known = await app.send('POST', `${team}invites/`, { email: 'Kim@example.org' })
    expect([known.status, known.body]).toEqual([201, { email: 'kim@example.org' }])
    expect(await membersOf(foyer, app.team)).toEqual(['kim@example.org'])
    expect(await app.send('POST', `${team}invites/`, { email: 'kim@example.org' })).toMatchObject({ status: 400 })
    const invited = await app.send('POST', `${team}invites/`, { email: 'new@example.org' })
    expect(invited).toMatchObject({ status: 201, body: { id: expect.any(String), email: 'new@example.org' } })
    await foyer.deliver()
    expect(foyer.mails.to('new@example.org')).toHaveLength(1)
    const twice = await app.send('POST', `${team}invites/`, { email: 'new@example.org' })
    expect(twice).toMatchObject({ status: 400, body: { email: [expect.stringMatching(/./)] } })
    expect((await app.send('POST', `${team}invites/`, { email: 'nonsense' })).status).toBe(400)
    const { id } = invited.body as { id: string }
    expect((await app.get(`${team}invites/`)).body).toMatchObject({ count: 1, results: [invited.body] })
    expect((await app.send('DELETE', `${team}invites/${id}/`)).status).toBe(204)
    expect((await app.get(`${team}invites/${id}/`)).status).toBe(404)
    expect((await app.get(`${team}members/`)).body).toMatchObject({
      count: 1,
      results: [{ id: user.id, email: 'kim@example.org', fullname: '', require_2fa: false }],
    })
    expect((await app.send('DELETE', `${team}members/${user.id}/`)).status).toBe(204)
    expect(await membersOf(foyer, app.team)).toEqual([])
    expect((await app.send('DELETE', `${team}members/${user.id}/`)).status).toBe(404)
  })

  it('134, 135, 145: a token is answered once; revoked it stays listed and is inactive', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await program(foyer, acme)
    const tokens = `/organizers/acme/teams/${app.team.id}/tokens/`
    const made = await app.send('POST', tokens, { name: 'Website', expires: '2099-01-01T00:00:00Z' })
    const { token, ...shown } = made.body as { token: string; id: string; active: boolean }
    expect([made.status, token]).toEqual([201, expect.stringMatching(/^[a-z0-9]{64}$/)])
    expect(shown).toMatchObject({ name: 'Website', active: true, expires: '2099-01-01T00:00:00.000Z', last_used: null })
    const listed = await app.get(tokens)
    expect(JSON.stringify(listed.body)).not.toContain(token)
    expect(listed.body).toMatchObject({ count: 2 })
    const headers = { authorization: `Token ${token}` }
    expect((await callApi(foyer, '/organizers/acme/', { headers })).status).toBe(200)
    const gone = await app.send('DELETE', `${tokens}${shown.id}/`)
    expect([gone.status, gone.body]).toEqual([200, expect.objectContaining({ id: shown.id, active: false })])
    expect((await callApi(foyer, '/organizers/acme/', { headers })).status).toBe(401)
    expect((await app.get(`${tokens}${shown.id}/`)).body).toMatchObject({ name: 'Website', active: false })
    expect(await app.send('POST', tokens, { name: '  ' })).toMatchObject({
      status: 400,
      body: { name: [expect.stringMatching(/./)] },
    })
    expect((await app.send('POST', tokens, { name: 'x', expires: '2001-01-01T00:00:00Z' })).status).toBe(400)
    expect((await app.send('POST', tokens, { name: 'x', expires: 'tomorrow' })).status).toBe(400)
  })

  it('138, 140: the last person who can manage teams is protected here, too', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { user, team } = await member(foyer, acme, 'boss@example.org', 'all')
    const { secret } = await tokenOf(foyer, team)
    const headers = { authorization: `Token ${secret}` }
    const path = `/organizers/acme/teams/${team.id}/`
    expect((await callApi(foyer, `${path}members/${user.id}/`, { method: 'DELETE', headers })).status).toBe(409)
    expect((await callApi(foyer, path, { method: 'DELETE', headers })).status).toBe(409)
    const body = { all_organizer_permissions: false, limit_organizer_permissions: [] }
    expect((await callApi(foyer, path, { method: 'PATCH', headers, body })).status).toBe(409)
    expect(await membersOf(foyer, team)).toEqual(['boss@example.org'])
  })
})
