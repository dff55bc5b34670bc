import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import {
  configuredBackends,
  FORM_BACKEND,
  HEADER_BACKEND,
  mainText,
  movableClock,
  PASSWORD,
  staffClient,
  staffUser,
} from '../support/staff.ts'
import { comeBack, redirectBackend, setOut } from '../support/staff-doors.ts'

const COOKIE = 'foyer-staff'
const THREE = { native: null, acme: FORM_BACKEND, proxy: HEADER_BACKEND }
const BEHIND_PROXY = { FOYER_TRUSTED_PROXIES: 'loopback' }

const sessions = (foyer: TestServer) => foyer.platform.db.q.selectFrom('staff_sessions').selectAll().execute()

describeOnBoth('the login page', (kind) => {
  it('1, 2, 3: the form again, a session, a long session', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const wrong = await foyer.client().submit('/control/login', { email: 'ann@example.org', password: 'wrong' })
    expect([wrong.status, parse(wrong.text).form()?.action]).toEqual([422, '/control/login'])
    const before = foyer.platform.clock.now()
    await staffClient(foyer, 'ann@example.org')
    const [short] = await sessions(foyer)
    expect(short?.is_long).toBe(false)
    expect(short?.auth_at).toBeGreaterThanOrEqual(before)
    const values = { email: 'ann@example.org', password: PASSWORD, keep_logged_in: 'on' }
    await foyer.client().submit('/control/login', values)
    expect((await sessions(foyer)).map(({ is_long }) => is_long).sort()).toEqual([false, true])
  })

  it('4, 9: no inactive account and none of another backend by its password', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    await staffUser(foyer, 'bob@example.org')
    const { q } = foyer.platform.db
    await q.updateTable('users').set({ is_active: false }).where('email', '=', 'ann@example.org').execute()
    await q.updateTable('users').set({ auth_backend: 'proxy' }).where('email', '=', 'bob@example.org').execute()
    for (const email of ['ann@example.org', 'bob@example.org']) {
      expect((await foyer.client().submit('/control/login', { email, password: PASSWORD })).status).toBe(422)
    }
    expect(await sessions(foyer)).toEqual([])
  })

  it('5, 7: leads to a safe next, and whoever is logged in goes there at once', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    const values = { email: 'ann@example.org', password: PASSWORD }
    const first = await client.submit('/control/login?next=/control/logout', values)
    expect([first.status, first.location]).toEqual([303, '/control/logout'])
    expect((await client.get('/control/login?next=/control/x')).location).toBe('/control/x')
    expect((await client.get('/control/login?next=//evilsite.com')).location).toBe('/control/')
  })

  it('8: stands there after a logout, and asks no external session then', async () => {
    using backends = configuredBackends(THREE)
    await using foyer = await startFoyer(kind, { env: { ...backends.env, ...BEHIND_PROXY } })
    const client = foyer.client({ headers: { 'x-login-email': 'zoe@example.org' } })
    expect((await client.get('/control/login')).status).toBe(303)
    const out = await client.submit('/control/logout', {})
    const page = await client.get(out.location ?? '')
    expect([page.status, client.cookies.has(COOKIE)]).toEqual([200, false])
    expect(page.text).toContain('You are logged out.')
    expect((await client.get(out.location ?? '')).status).toBe(200)
    expect((await client.get('/control/login')).status).toBe(303)
  })

  it('10, 11: lists the visible backends, not the invisible one; the form of the chosen one works', async () => {
    using backends = configuredBackends(THREE)
    await using foyer = await startFoyer(kind, { env: backends.env })
    const page = parse((await foyer.client().get('/control/login')).text)
    expect(page.all('.line-tabs a')).toEqual(['Foyer account', 'Acme login'])
    const client = foyer.client()
    const wrong = await client.submit('/control/login?backend=acme', { username: 'jw', password: 'no' })
    expect([wrong.status, parse(wrong.text).form()?.values.username]).toEqual([422, 'jw'])
    const right = await client.submit('/control/login?backend=acme', { username: 'jw', password: 'sesame' })
    expect([right.status, (await client.get('/control/')).status]).toEqual([303, 200])
  })

  it('12, 13: an external session logs in at any tab and may name the way back', async () => {
    using backends = configuredBackends(THREE)
    await using foyer = await startFoyer(kind, { env: { ...backends.env, ...BEHIND_PROXY } })
    const stranger = parse((await foyer.client().get('/control/login?backend=proxy')).text)
    expect(Object.keys(stranger.form()?.values ?? {})).toContain('email')
    const client = foyer.client({ headers: { 'x-login-email': 'zoe@example.org' } })
    const answer = await client.get('/control/login?backend=proxy&state=/control/logout')
    expect([answer.status, answer.location]).toEqual([303, '/control/logout'])
  })

  it('says what native accounts may need, and only below their form', async () => {
    using backends = configuredBackends(THREE)
    await using foyer = await startFoyer(kind, { env: { ...backends.env, FOYER_REGISTRATION: 'true' } })
    const native = parse((await foyer.client().get('/control/login')).text)
    expect(native.links('Forgot password?')).toHaveLength(1)
    expect(native.links('Create account')).toHaveLength(1)
    const acme = parse((await foyer.client().get('/control/login?backend=acme')).text)
    expect([...acme.links('Forgot password?'), ...acme.links('Create account')]).toEqual([])
  })

  it('offers neither where the installation does not', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_PASSWORD_RESET: 'false' } })
    const page = parse((await foyer.client().get('/control/login')).text)
    expect([...page.links('Forgot password?'), ...page.links('Create account')]).toEqual([])
  })

  it('says how many tries are left before it pauses', async () => {
    await using foyer = await startFoyer(kind)
    const guess = async () =>
      mainText((await foyer.client().submit('/control/login', { email: 'a@example.org', password: 'x' })).text)
    const said = [await guess(), await guess(), await guess(), await guess(), await guess()]
    expect(said[0]).not.toContain('more')
    expect(said[1]).toContain('After 3 more tries you have to wait')
    expect(said[3]).toContain('After one more try')
    expect(said[4]).toContain('Wait for a few minutes before the next try.')
  })

  it('tells a browser that keeps no cookies', async () => {
    await using foyer = await startFoyer(kind)
    const referer = `${foyer.url}/control/login`
    const page = await foyer.client().get('/control/login', { headers: { referer } })
    expect(mainText(page.text)).toContain('sends no cookies')
    expect(mainText((await foyer.client().get('/control/login')).text)).not.toContain('sends no cookies')
    const client = foyer.client()
    await client.get('/control/login')
    expect(mainText((await client.get('/control/login', { headers: { referer } })).text)).not.toContain('no cookies')
  })

  it('marks the tab of a backend that does not answer, and shows its hint otherwise', async () => {
    const broken = redirectBackend('broken', 'Broken').replace(
      'async beginLogin',
      "async authenticationUrl() { throw new Error('down') },\n  async beginLogin",
    )
    using backends = configuredBackends({ native: null, company: redirectBackend(), broken })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const page = parse((await foyer.client().get('/control/login?backend=company')).text)
    expect(page.all('.line-tabs a')).toEqual(['Foyer account', 'Company login', 'Broken, does not answer'])
    expect(page.links('Broken')).toEqual(['/control/login?backend=broken'])
    expect(mainText((await foyer.client().get('/control/login?backend=company')).text)).toContain(
      'You leave this site.',
    )
  })
})

describeOnBoth('a login elsewhere', (kind) => {
  it('leaves at the click and comes back to where the person wanted to go', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const page = parse((await client.get('/control/login?backend=company&next=/control/logout')).text)
    const [start = ''] = page.links('Continue to Company login')
    expect(start).toBe('/control/auth/company/start?next=%2Fcontrol%2Flogout')
    const left = await client.get(start)
    expect([left.status, left.headers.get('cache-control')]).toEqual([303, 'no-store'])
    const url = new URL(left.location ?? '')
    expect([url.origin, url.searchParams.get('purpose')]).toEqual(['https://idp.example', 'login'])
    const back = await comeBack(client, { state: url.searchParams.get('state') ?? '', person: 'jw' })
    expect([back.status, back.location]).toEqual([303, '/control/logout'])
    expect((await client.get('/control/')).status).toBe(200)
    expect(await sessions(foyer)).toMatchObject([
      { is_long: false, auth_backend: 'company', upstream_session: 'sid-jw' },
    ])
  })

  it('takes an answer that the provider posts: aside first, then with the cookies of the browser', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const state = await setOut(client, '?next=/control/logout')
    const crossSite = foyer.client({ headers: { origin: 'https://idp.example', 'sec-fetch-site': 'cross-site' } })
    const posted = await crossSite.post('/control/auth/company/callback', { state, person: 'jw' })
    expect([posted.status, posted.headers.getSetCookie()]).toEqual([303, []])
    expect(posted.location).toMatch(/^\/control\/auth\/company\/callback\?posted=[\w-]{43}$/)
    const back = await client.get(posted.location ?? '')
    expect([back.status, back.location]).toEqual([303, '/control/logout'])
    expect((await client.get('/control/')).status).toBe(200)
    const again = await foyer.client().get(posted.location ?? '')
    expect(again.location).toBe('/control/login?backend=company&stay=1')
  })

  it('keeps tabs apart: each comes back to its own next', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const first = await setOut(client, '?next=/control/one')
    const second = await setOut(client, '?next=/control/two')
    expect((await comeBack(client, { state: second, person: 'jw' })).location).toBe('/control/two')
    expect((await comeBack(client, { state: first, person: 'jw' })).location).toBe('/control/one')
    expect((await client.get('/control/')).status).toBe(200)
    expect(await sessions(foyer)).toHaveLength(1)
  })

  it('says what happened, keeps next and offers the way again, whatever came back', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env })
    await staffUser(foyer, 'boss@company.example')
    const cases: [Record<string, string>, string][] = [
      [{ person: '' }, '“Company login” did not log you in'],
      [{ refuse: 'You are not in the group “box office”.' }, 'You are not in the group “box office”.'],
      [{ broken: '1' }, '“Company login” does not answer at the moment'],
      [{ person: 'boss' }, 'belongs to an account that logs in in another way'],
      [{ id: 'nobody' }, 'Your account cannot log in this way.'],
    ]
    for (const [said, text] of cases) {
      const client = foyer.client()
      const state = await setOut(client, '?next=/control/x')
      const back = await comeBack(client, { state, ...said })
      expect(back.location, text).toBe('/control/login?backend=company&next=%2Fcontrol%2Fx&stay=1')
      const page = await client.get(back.location ?? '')
      expect(page.status).toBe(200)
      expect(mainText(page.text)).toContain(text)
      expect(parse(page.text).text('[aria-current]')).toBe('Company login')
      expect(parse(page.text).links('Continue to Company login')).toEqual([
        '/control/auth/company/start?next=%2Fcontrol%2Fx',
      ])
    }
    const actions = ['foyer.staff.login.refused', 'foyer.staff.login.failed'] as const
    expect(await foyer.features.audit.list(null, { limit: 5, actions })).toMatchObject([
      { objectName: 'boss@company.example', detail: { auth_backend: 'company', reason: 'email_taken' } },
      { objectName: 'Company login', detail: { given_reason: 'You are not in the group “box office”.' } },
    ])
  })

  it('that cannot begin says so on the login page', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const failed = await client.get('/control/auth/company/start?broken=1&next=/control/x')
    expect(failed.location).toBe('/control/login?backend=company&next=%2Fcontrol%2Fx&stay=1')
    expect(mainText((await client.get(failed.location ?? '')).text)).toContain('does not answer at the moment')
    const closed = await client.get('/control/auth/company/start?closed=1')
    const text = mainText((await client.get(closed.location ?? '')).text)
    expect(text).toContain('Closed until Monday.')
    expect(text).not.toContain('does not answer')
  })

  it('56: moves the time of the last use on like every login', async () => {
    const clock = movableClock()
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env, platform: { clock } })
    const client = foyer.client()
    await comeBack(client, { state: await setOut(client), person: 'jw' })
    clock.advance(2 * HOUR)
    const state = await setOut(foyer.client())
    expect(state).toHaveLength(43)
    const later = foyer.client()
    await comeBack(later, { state: await setOut(later), person: 'jw' })
    const used = (await sessions(foyer)).map(({ last_used_at }) => last_used_at)
    expect(Math.max(...used) - Math.min(...used)).toBeGreaterThanOrEqual(2 * HOUR)
  })

  it('ends elsewhere, too, with what the backend kept', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    await comeBack(client, { state: await setOut(client), person: 'jw' })
    const [row] = await sessions(foyer)
    expect(row?.upstream_data).not.toContain('token of jw')
    const out = await client.submit('/control/logout', {})
    expect([out.status, out.location]).toEqual([303, 'https://idp.example/logout?hint=token+of+jw'])
    expect(await sessions(foyer)).toEqual([])
    await comeBack(client, { state: await setOut(client), person: 'jw' })
    const headers = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' }
    const page = await client.submit('/control/logout', {}, { headers })
    expect([page.status, page.headers.get('refresh')]).toEqual([
      200,
      '0;url=https://idp.example/logout?hint=token+of+jw',
    ])
    expect(parse(page.text).links('Continue')).toEqual(['https://idp.example/logout?hint=token+of+jw'])
    expect((await client.get('/control/login')).text).toContain('You are logged out.')
  })

  it('ends here when the provider says so, from server to server', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    await comeBack(client, { state: await setOut(client), person: 'jw' })
    const answer = await client.post('/control/auth/company/backchannel', { sid: 'sid-jw' })
    expect([answer.status, answer.headers.get('cache-control'), answer.text]).toEqual([
      200,
      'no-store',
      '{"ended":1,"cookies":[]}',
    ])
    expect((await client.get('/control/')).status).toBe(303)
    expect((await client.post('/control/auth/company/backchannel', { broken: '1' })).status).toBe(503)
    const metadata = await foyer.client().get('/control/auth/company/metadata')
    expect(metadata.text).toBe(`<md at="${foyer.url}/control/auth/company/callback"/>`)
    expect(metadata.headers.get('content-type')).toContain('application/samlmetadata+xml')
  })

  it('does not exist where the backend does not have it', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    for (const name of ['acme', 'native', 'unknown', '__proto__']) {
      for (const path of ['start', 'callback', 'metadata']) {
        expect((await client.get(`/control/auth/${name}/${path}`)).status, `${name}/${path}`).toBe(404)
      }
      for (const path of ['callback', 'backchannel']) {
        expect((await client.post(`/control/auth/${name}/${path}`, { a: 'b' })).status, `${name}/${path}`).toBe(404)
      }
    }
  })
})

describeOnBoth('a proof of somebody who is logged in', (kind) => {
  it('makes the session new for the same person, and only for this one', async () => {
    const clock = movableClock()
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env, platform: { clock } })
    const client = foyer.client()
    await comeBack(client, { state: await setOut(client), person: 'jw' })
    const [before] = await sessions(foyer)
    clock.advance(20 * MINUTE)
    const start = '/control/auth/company/start?purpose=reauthentication&next=/control/logout'
    const left = await client.get(start)
    const url = new URL(left.location ?? '')
    expect([url.searchParams.get('purpose'), url.searchParams.get('user')]).toEqual([
      'reauthentication',
      'jw@company.example',
    ])
    const other = await comeBack(client, { state: url.searchParams.get('state') ?? '', person: 'eve' })
    expect([other.status, other.location]).toEqual([303, '/control/reauth/?next=%2Fcontrol%2Flogout'])
    expect((await sessions(foyer))[0]).toMatchObject({ user_id: before?.user_id, auth_at: before?.auth_at })
    const state = new URL((await client.get(start)).location ?? '').searchParams.get('state') ?? ''
    const same = await comeBack(client, { state, person: 'jw' })
    expect([same.status, same.location]).toEqual([303, '/control/logout'])
    const after = await sessions(foyer)
    expect(after).toHaveLength(1)
    expect(Number(after[0]?.auth_at) - Number(before?.auth_at)).toBeGreaterThanOrEqual(20 * MINUTE)
  })

  it('counts for those who are logged in by this backend only', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() })
    await using foyer = await startFoyer(kind, { env: backends.env })
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const start = '/control/auth/company/start?purpose=reauthentication&next=/control/logout'
    expect((await client.get(start)).location).toBe('/control/logout')
    const stranger = new URL((await foyer.client().get(start)).location ?? '')
    expect([stranger.searchParams.get('purpose'), stranger.searchParams.get('user')]).toEqual(['login', ''])
  })
})

describeOnBoth('an installation whose logins lead straight elsewhere', (kind) => {
  it('shows the page only to those who ask for it, come from a logout or could not log in', async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend() }, 'login_redirect = "company"\n')
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const sent = await client.get('/control/login?next=/control/x')
    expect([sent.status, sent.location]).toEqual([303, '/control/auth/company/start?next=%2Fcontrol%2Fx'])
    const headers = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' }
    const fromForm = await foyer.client().get('/control/login', { headers })
    expect([fromForm.status, fromForm.headers.get('refresh')]).toEqual([200, '0;url=/control/auth/company/start'])
    expect((await client.get('/control/login?backend=native')).status).toBe(200)
    const failed = await comeBack(client, { state: await setOut(client), person: '' })
    expect((await client.get(failed.location ?? '')).status).toBe(200)
    await comeBack(client, { state: await setOut(client), person: 'jw' })
    const out = await foyer.client().get('/control/login?stay=1')
    expect(out.status).toBe(200)
    await staffUser(foyer, 'ann@example.org')
    const values = { email: 'ann@example.org', password: PASSWORD }
    expect((await foyer.client().submit('/control/login?backend=native', values)).status).toBe(303)
  })

  it('shows the page while that backend does not answer', async () => {
    const broken = redirectBackend().replace(
      'async beginLogin',
      "async authenticationUrl() { throw new Error('down') },\n  async beginLogin",
    )
    using backends = configuredBackends({ native: null, company: broken }, 'login_redirect = "company"\n')
    await using foyer = await startFoyer(kind, { env: backends.env })
    expect((await foyer.client().get('/control/login')).status).toBe(200)
  })

  it('does not start with a backend that logs nobody in elsewhere', async () => {
    using backends = configuredBackends({ native: null }, 'login_redirect = "native"\n')
    await expect(startFoyer(kind, { env: backends.env })).rejects.toThrow('logs nobody in elsewhere')
  })
})
