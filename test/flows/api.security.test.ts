import { expect, it } from 'vitest'
import { hashSecret } from '../../src/core/random.ts'
import { callApi, cookieHeaders, program, scriptHeaders } from '../support/api.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer } from '../support/server.ts'
import { member, person } from '../support/teams.ts'

describeOnBoth('the API', (kind) => {
  it('answers nothing to an administrator who looks through the account of somebody', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { user } = await member(foyer, acme, 'kim@example.org', 'all')
    const { browser } = await person(foyer, 'root@example.org', { isAdmin: true })
    const headers = cookieHeaders(browser)
    expect((await callApi(foyer, '/me', { headers })).status).toBe(200)
    const idHash = hashSecret(browser.cookies.get('foyer-staff') ?? '')
    const { sessions } = foyer.features.staff
    const found = await sessions.find(browser.cookies.get('foyer-staff') ?? '', 'test')
    expect(found?.session.idHash).toBe(idHash)
    if (found) await foyer.platform.db.transaction((q) => sessions.actAs(q, found.session, user.id))
    for (const path of ['/me', '/organizers/', '/organizers/acme/teams/']) {
      expect((await callApi(foyer, path, { headers })).status).toBe(403)
    }
  })

  it('counts a session in its own browser only, and a token before a session', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { browser } = await person(foyer, 'root@example.org', { isAdmin: true })
    const app = await program(foyer, acme)
    const headers = { ...cookieHeaders(browser), authorization: `Token ${app.secret}` }
    expect((await callApi(foyer, '/me', { headers })).status).toBe(403)
    const broken = { ...cookieHeaders(browser), authorization: `Token ${'x'.repeat(64)}` }
    expect((await callApi(foyer, '/me', { headers: broken })).status).toBe(401)
    const elsewhere = { ...cookieHeaders(browser), 'user-agent': 'another browser' }
    expect((await callApi(foyer, '/me', { headers: elsewhere })).status).toBe(401)
  })

  it('takes no change from a form of another site, whatever its type', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { browser } = await member(foyer, acme, 'kim@example.org', 'all')
    const { 'x-csrftoken': token = '', ...headers } = await scriptHeaders(browser)
    const url = `${foyer.url}/api/v1/organizers/acme/teams/`
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', `name=Evil&_csrf=${token}`],
      ['text/plain', JSON.stringify({ name: 'Evil', _csrf: token })],
      ['application/json', JSON.stringify({ name: 'Evil', _csrf: 'wrong' })],
    ]) {
      const sent = { ...headers, origin: 'https://evil.example', 'content-type': type ?? '' }
      const { status } = await fetch(url, { method: 'POST', headers: sent, body: body ?? '' })
      expect([403, 415]).toContain(status)
    }
    expect(await foyer.features.teams.manage.byName(acme, 'Evil')).toBeNull()
  })

  it('says of an organizer that does not exist what it says of one of somebody else', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.organizer('other')
    const app = await program(foyer, acme)
    const { reference: _one, ...foreign } = (await app.get('/organizers/other/')).body as Record<string, unknown>
    const { reference: _two, ...missing } = (await app.get('/organizers/missing/')).body as Record<string, unknown>
    expect(foreign).toEqual(missing)
  })

  it('never breaks on what a program sends', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await program(foyer, acme)
    const teams = '/organizers/acme/teams/'
    const bodies = [
      null,
      [],
      'text',
      7,
      { name: null },
      { name: { a: 1 } },
      { name: 'x'.repeat(2000) },
      { name: '\u0000' },
    ]
    for (const body of bodies) {
      const { status } = await app.send('POST', teams, body)
      expect([201, 400], JSON.stringify(body)).toContain(status)
    }
    for (const path of [
      `${teams}%00/`,
      `${teams}${'a'.repeat(26)}/`,
      `${teams}?page=-1&page=2`,
      `${teams}?page_size=0`,
    ]) {
      expect([200, 400, 404], path).toContain((await app.get(path)).status)
    }
    const raw = {
      method: 'POST',
      headers: { authorization: `Token ${app.secret}`, 'content-type': 'application/json' },
    }
    const broken = await fetch(`${foyer.url}/api/v1${teams}`, { ...raw, body: '{"name":' })
    expect([broken.status, await broken.json()]).toEqual([400, expect.objectContaining({ detail: expect.any(String) })])
  })
})
