import { afterEach, expect, it, vi } from 'vitest'
import { MINUTE } from '../../src/core/clock.ts'
import type { Answer, BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
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

afterEach(() => vi.unstubAllEnvs())

const COOKIE = 'foyer-staff'
const BROWSER_COOKIE = 'foyer-staff-attempt'
const company = () => configuredBackends({ native: null, company: redirectBackend() })

async function failures(foyer: TestServer) {
  const rows = await foyer.platform.db.q
    .selectFrom('audit_log')
    .select(['object_name', 'data'])
    .where('action', '=', 'foyer.staff.login.failed')
    .execute()
  return rows.map(({ object_name, data }) => [object_name, JSON.parse(String(data)).detail.reason])
}

function setUser(foyer: TestServer, email: string, values: { is_active?: boolean; auth_backend?: string }) {
  return foyer.platform.db.q.updateTable('users').set(values).where('email', '=', email).execute()
}

/** The page that a failed return leads to. */
async function told(client: BrowserClient, answer: Answer): Promise<string> {
  expect(answer.location).toMatch(/^\/control\/login\?backend=company.*stay=1$/)
  expect(client.cookies.has(COOKIE)).toBe(false)
  return mainText((await client.get(answer.location ?? '')).text)
}

describeOnBoth('the way back from elsewhere', (kind) => {
  it('counts once', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const state = await setOut(client)
    const browser = client.cookies.get(BROWSER_COOKIE) ?? ''
    expect((await comeBack(client, { state, person: 'jw' })).location).toBe('/control/')
    const thief = foyer.client()
    thief.cookies.set(BROWSER_COOKIE, browser)
    expect(await told(thief, await comeBack(thief, { state, person: 'jw' }))).toContain('did not log you in')
    const twice = await comeBack(client, { state, person: 'jw' })
    expect(twice.location).toBe('/control/login?backend=company&stay=1')
    expect((await client.get('/control/')).status).toBe(200)
  })

  it('counts once of fifty that come at the same time', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const state = await setOut(client)
    const answers = await Promise.all(Array.from({ length: 50 }, () => comeBack(client, { state, person: 'jw' })))
    expect(answers.filter(({ location }) => location === '/control/')).toHaveLength(1)
    const posted = await setOut(foyer.client())
    const aside = await foyer.client().post('/control/auth/company/callback', { state: posted, person: 'x' })
    const rows = () => foyer.platform.db.q.selectFrom('staff_login_attempts').select('purpose').execute()
    expect((await rows()).filter(({ purpose }) => purpose === 'posted')).toHaveLength(1)
    await Promise.all(Array.from({ length: 20 }, () => foyer.client().get(aside.location ?? '')))
    expect((await rows()).filter(({ purpose }) => purpose === 'posted')).toEqual([])
  })

  it('counts only in the browser that set out: nobody is logged in as somebody else', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env })
    const state = await setOut(foyer.client())
    const victim = foyer.client()
    expect(await told(victim, await comeBack(victim, { state, person: 'attacker' }))).toContain('did not log you in')
    await setOut(victim)
    await told(victim, await comeBack(victim, { state, person: 'attacker' }))
    const posted = await foyer.client().post('/control/auth/company/callback', { state, person: 'attacker' })
    await told(victim, await victim.get(posted.location ?? ''))
    expect(await foyer.features.staff.users.byEmail('attacker@company.example')).toBeNull()
  })

  it('counts only at the backend that it left for', async () => {
    using backends = configuredBackends({ company: redirectBackend(), other: redirectBackend('other', 'Other') })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const state = await setOut(client, '', 'other')
    expect(await told(client, await comeBack(client, { state, person: 'jw' }))).toContain('did not log you in')
    const posted = await client.post('/control/auth/other/callback', { state, person: 'jw' })
    const ticket = (posted.location ?? '').split('posted=')[1]
    await told(client, await client.get(`/control/auth/company/callback?posted=${ticket}`))
    expect((await comeBack(client, { state, person: 'jw' }, 'other')).location).toBe('/control/')
  })

  it('counts for fifteen minutes, what was posted for two', async () => {
    const clock = movableClock()
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env, platform: { clock } })
    const client = foyer.client()
    const late = await setOut(client)
    clock.advance(15 * MINUTE)
    expect(await told(client, await comeBack(client, { state: late, person: 'jw' }))).toContain('too old')
    const state = await setOut(client)
    const posted = await client.post('/control/auth/company/callback', { state, person: 'jw' })
    clock.advance(2 * MINUTE)
    await told(client, await client.get(posted.location ?? ''))
    expect((await comeBack(client, { state, person: 'jw' })).location).toBe('/control/')
  })

  it('begins a session of its own and a new token for forms', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    client.cookies.set(COOKIE, 'chosen-by-an-attacker')
    const state = await setOut(client)
    client.cookies.set(COOKIE, 'chosen-by-an-attacker')
    await client.get('/control/login')
    const csrf = client.cookies.get('foyer-csrf')
    await comeBack(client, { state, person: 'jw' })
    expect(client.cookies.get(COOKIE)).toHaveLength(43)
    expect(client.cookies.get(COOKIE)).not.toBe('chosen-by-an-attacker')
    expect(client.cookies.get('foyer-csrf')).not.toBe(csrf)
  })

  it('does not turn one person into another', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env })
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    const state = await setOut(client)
    await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD })
    const back = await comeBack(client, { state, person: 'eve' })
    expect(back.location).toBe('/control/')
    const page = (await client.get('/control/')).text
    expect(page).toContain('You are logged in as ann@example.org.')
    const rows = await foyer.platform.db.q.selectFrom('staff_sessions').select('auth_backend').execute()
    expect(rows).toEqual([{ auth_backend: 'native' }])
    expect((await client.get('/control/auth/company/start?next=/control/x')).location).toBe('/control/x')
  })

  it('leads to paths of this site only', async () => {
    using backends = configuredBackends({
      company: redirectBackend(),
      acme: FORM_BACKEND.replace(
        'async formAuth',
        'getNextUrl(request) { return request.query.next }\n  async formAuth',
      ),
    })
    await using foyer = await startFoyer(kind, { env: backends.env })
    for (const next of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/%09/evil.example\n',
      'javascript:x',
    ]) {
      const client = foyer.client()
      const query = `?next=${encodeURIComponent(next)}`
      const back = await comeBack(client, { state: await setOut(client, query), person: 'jw', next })
      expect(back.location, next).toMatch(/^\/(?![/\\])[^\\\n]*$/)
      const form = await foyer
        .client()
        .submit(`/control/login?backend=acme&next=${encodeURIComponent(next)}`, { username: 'jw', password: 'sesame' })
      expect([form.status, form.location?.startsWith('/control/') || form.location === '/%09/evil.example']).toEqual([
        303,
        true,
      ])
      expect((await client.get(`/control/auth/company/start${query}`)).location, next).toMatch(/^\/(?![/\\])/)
    }
  })

  it('leads from a logout and into a login only to https and paths of this site', async () => {
    const wild = redirectBackend().replace(
      /logoutUrl: .*/,
      'logoutUrl: (request, data) => request.query.to ?? "javascript:alert(1)",',
    )
    using backends = configuredBackends({
      company: wild.replace("'https://idp.example/authorize?'", "'data:text/html,'"),
    })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    expect((await client.get('/control/auth/company/start')).location).toBe('/control/login?backend=company&stay=1')
  })

  it('is refused to inactive, foreign and unknown accounts, with words, a history and no session', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env })
    const native = await staffUser(foyer, 'boss@example.org', { isAdmin: true })
    const { usersOf } = foyer.features.staff
    await usersOf('company').getOrCreateForBackend({ identifier: 'off', email: 'off@company.example' })
    await setUser(foyer, 'off@company.example', { is_active: false })
    const tell = async (said: Record<string, string>) => {
      const client = foyer.client()
      return told(client, await comeBack(client, { state: await setOut(client), ...said }))
    }
    expect(await tell({ person: 'off' })).toContain('Your account is switched off.')
    expect(await tell({ id: native.id })).toContain('Your account cannot log in this way.')
    expect(await tell({ id: 'no-such-user' })).toContain('Your account cannot log in this way.')
    expect(await tell({ person: 'x', email: 'boss@example.org' })).toContain('logs in in another way')
    expect((await failures(foyer)).sort()).toEqual([
      ['boss@example.org', 'email_taken'],
      ['boss@example.org', 'foreign'],
      ['off@company.example', 'inactive'],
    ])
  })

  it('survives whatever comes there', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const callback = '/control/auth/company/callback'
    const queries = ['', '?state=', '?state=a&state=b', '?posted=', '?posted=a&posted=b', '?state=%00', '?state=%FF%FE']
    queries.push(`?state=${'x'.repeat(6000)}`, '?posted=__proto__', '?next=//x&state[]=1', '?error=access_denied')
    for (const query of queries) {
      const answer = await client.get(callback + query)
      expect([303, 400, 404], query.slice(0, 40)).toContain(answer.status)
    }
    const bodies: [string, string][] = [
      ['application/x-www-form-urlencoded', 'state=%00&a[b]=c&__proto__=x&state=1&state=2'],
      ['application/x-www-form-urlencoded', `SAMLResponse=${'A'.repeat(200_000)}`],
      ['application/json', '{"state":{"a":1}}'],
      ['application/json', '{'],
      ['text/xml', '<x/>'],
      ['application/x-www-form-urlencoded', ''],
    ]
    for (const path of [callback, '/control/auth/company/backchannel']) {
      for (const [type, body] of bodies) {
        const { status } = await fetch(foyer.url + path, {
          method: 'POST',
          redirect: 'manual',
          headers: { 'content-type': type },
          body,
        })
        expect([200, 303, 400, 413, 415], `${path} ${type} ${body.slice(0, 30)}`).toContain(status)
      }
    }
    const state = await setOut(client)
    const cookie = `${BROWSER_COOKIE}=${client.cookies.get(BROWSER_COOKIE)}`
    const address = `${foyer.url}${callback}?state=${state}&person=jw`
    await fetch(address, { method: 'HEAD', redirect: 'manual', headers: { cookie } })
    expect((await comeBack(client, { state, person: 'jw' })).location).toBe('/control/')
  })

  it('hides what went wrong inside a backend', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const text = await told(client, await comeBack(client, { state: await setOut(client), broken: '1' }))
    expect(text).not.toContain('token endpoint')
  })

  it('pauses an address that comes too often, and nobody else', async () => {
    using backends = company()
    await using foyer = await startFoyer(kind, { env: { ...backends.env, FOYER_TRUSTED_PROXIES: 'loopback' } })
    await staffUser(foyer, 'ann@example.org')
    const flooder = foyer.client({ headers: { 'x-forwarded-for': '203.0.113.9' } })
    const statuses: number[] = []
    for (let visit = 0; visit < 310; visit++) statuses.push((await comeBack(flooder, { state: 'x' })).status)
    expect([statuses.indexOf(429), statuses.at(-1)]).toEqual([300, 429])
    const values = { email: 'ann@example.org', password: PASSWORD }
    expect((await flooder.submit('/control/login', values)).status).toBe(303)
    await setOut(foyer.client({ headers: { 'x-forwarded-for': '203.0.113.10' } }))
  })
})

describeOnBoth('accounts that belong elsewhere', (kind) => {
  it('are refused with words by a form and by an external session', async () => {
    const thief = (flow: string) => `export default {
      identifier: 'thief', verboseName: 'Thief',
      loginFormFields: { email: { label: 'Email', type: 'text' } },
      ${flow}: (request) => request.headers['x-victim'] ? { id: request.headers['x-victim'], authBackend: 'thief' } : null,
    }`
    for (const flow of ['formAuthenticate', 'requestAuthenticate']) {
      using backends = configuredBackends({ native: null, thief: thief(flow) })
      await using foyer = await startFoyer(kind, { env: backends.env })
      const victim = await staffUser(foyer, 'boss@example.org', { isAdmin: true })
      const client = foyer.client()
      const page = await client.get('/control/login?backend=thief')
      const headers = { 'x-victim': victim.id }
      const answer = await client.submit('/control/login?backend=thief', { email: 'x' }, { page, headers })
      expect([answer.status, client.cookies.has(COOKIE)]).toEqual([422, false])
      if (flow === 'formAuthenticate') expect(mainText(answer.text)).toContain('Your account cannot log in this way.')
      expect(await failures(foyer)).toContainEqual(['boss@example.org', 'foreign'])
    }
  })

  it('are not taken over by an email address, by any flow', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND, proxy: HEADER_BACKEND })
    await using foyer = await startFoyer(kind, { env: { ...backends.env, FOYER_TRUSTED_PROXIES: 'loopback' } })
    await staffUser(foyer, 'boss@acme.example', { isAdmin: true })
    const form = await foyer.client().submit('/control/login?backend=acme', { username: 'boss', password: 'sesame' })
    const header = await foyer.client({ headers: { 'x-login-email': 'BOSS@acme.example' } }).get('/control/login')
    for (const answer of [form, header]) {
      expect(mainText(answer.text)).toContain('belongs to an account that logs in in another way')
      expect(answer.headers.getSetCookie().join()).not.toContain(`${COOKIE}=`)
    }
    expect(await foyer.features.staff.users.byEmail('boss@acme.example')).toMatchObject({ authBackend: 'native' })
  })

  it('end cleanly when their backend is not configured any more', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: backends.env })
    await staffUser(foyer, 'ann@example.org')
    const orphan = foyer.client()
    await orphan.submit('/control/login?backend=acme', { username: 'jw', password: 'sesame' })
    const ann = await staffClient(foyer, 'ann@example.org')
    await using later = await startFoyer(kind, { beside: foyer })
    const visit = (client: BrowserClient, path: string) => {
      const again = later.client()
      for (const [name, value] of client.cookies) again.cookies.set(name, value)
      return again.get(path, { follow: true })
    }
    for (const path of ['/control/', '/control/login', '/control/logout']) {
      const page = await visit(orphan, path)
      expect(new URL(page.url).pathname, path).toBe('/control/login')
      if (path === '/control/') expect(page.text).toContain('is not offered any more')
    }
    expect(new URL((await visit(ann, '/control/')).url).pathname).toBe('/control/')
    const rows = await foyer.platform.db.q.selectFrom('staff_sessions').select('auth_backend').execute()
    expect(rows).toEqual([{ auth_backend: 'native' }])
  })

  it('are not entered by a header without a trusted proxy, nor does a header switch who is logged in', async () => {
    using backends = configuredBackends({ native: null, proxy: HEADER_BACKEND })
    await using open = await startFoyer(kind, { env: backends.env })
    const spoofer = open.client({ headers: { 'x-login-email': 'boss@example.org', 'x-forwarded-for': '127.0.0.1' } })
    expect((await spoofer.get('/control/login')).status).toBe(200)
    expect(spoofer.cookies.has(COOKIE)).toBe(false)
    await using foyer = await startFoyer(kind, { env: { ...backends.env, FOYER_TRUSTED_PROXIES: 'loopback' } })
    await staffUser(foyer, 'ann@example.org')
    const ann = await staffClient(foyer, 'ann@example.org')
    const secret = ann.cookies.get(COOKIE)
    const headers = { 'x-login-email': 'zoe@example.org' }
    expect((await ann.get('/control/login', { headers })).status).toBe(303)
    expect(ann.cookies.get(COOKIE)).toBe(secret)
    expect(await foyer.features.staff.users.byEmail('zoe@example.org')).toBeNull()
  })
})

describeOnBoth('the limits of the login', (kind) => {
  it('do not lock an owner out whom others try to guess', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: 'loopback' } })
    await staffUser(foyer, 'ann@example.org')
    const values = { email: 'ann@example.org', password: PASSWORD }
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
    const owner = foyer.client()
    await owner.submit('/control/login', values, from('198.51.100.1'))
    await owner.submit('/control/logout', {}, from('198.51.100.1'))
    const attacker = foyer.client()
    const page = await attacker.get('/control/login')
    const guess = (address: string) =>
      attacker.submit('/control/login', { email: 'ann@example.org', password: 'x' }, { page, ...from(address) })
    for (let i = 0; i < 30; i++) expect((await guess(`203.0.113.${i}`)).status).toBe(422)
    expect((await guess('203.0.113.99')).status).toBe(429)
    expect((await owner.submit('/control/login', values, from('198.51.100.1'))).status).toBe(303)
  })

  it('hold in the known browser of the owner, too, for one address', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    await client.submit('/control/logout', {})
    const wrong = { email: 'ann@example.org', password: 'x' }
    for (let i = 0; i < 5; i++) expect((await client.submit('/control/login', wrong)).status).toBe(422)
    expect((await client.submit('/control/login', wrong)).status).toBe(429)
  })
})

describeOnBoth('a slow and a broken backend', (kind) => {
  it('harm no other way in, and soon not even its speed', async () => {
    const slow = `export default {
      identifier: 'slow', verboseName: 'Slow',
      requestAuthenticate: () => { globalThis.askedSlow.count++; return new Promise(() => {}) },
    }`
    const asked = { count: 0 }
    vi.stubGlobal('askedSlow', asked)
    using backends = configuredBackends({ native: null, slow })
    await using foyer = await startFoyer(kind, { env: backends.env })
    await staffUser(foyer, 'ann@example.org')
    await Promise.all([0, 1, 2].map(() => foyer.client().get('/control/login')))
    const before = asked.count
    expect(before).toBeGreaterThanOrEqual(3)
    await staffClient(foyer, 'ann@example.org')
    expect(asked.count).toBe(before)
    vi.unstubAllGlobals()
  })

  it('harm no other way in when not even their attributes can be read', async () => {
    const broken = `const may = (value) => { if (process.env.BROKEN_NOW) throw new Error('broken'); return value }
      export default {
        identifier: 'broken',
        get verboseName() { return may('Broken') },
        get visible() { return may(true) },
        get hint() { return may('A hint') },
        get loginFormFields() { return may({ user: { label: 'User', type: 'text' } }) },
        requestAuthenticate: () => may(null),
      }`
    using backends = configuredBackends({ native: null, broken })
    await using foyer = await startFoyer(kind, { env: backends.env })
    await staffUser(foyer, 'ann@example.org')
    vi.stubEnv('BROKEN_NOW', '1')
    for (const path of ['/control/login', '/control/login?backend=broken']) {
      expect((await foyer.client().get(path)).status, path).toBe(200)
    }
    await staffClient(foyer, 'ann@example.org')
  })

  it('start nowhere when two have one identifier', async () => {
    using backends = configuredBackends({ company: redirectBackend(), twin: redirectBackend() })
    await expect(startFoyer(kind, { env: backends.env })).rejects.toThrow('has the identifier "company" already')
  })
})
