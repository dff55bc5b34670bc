import { expect, it } from 'vitest'
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

const COOKIE = 'foyer-staff'
const right = (email: string) => ({ email, password: PASSWORD })

async function setUser(foyer: TestServer, email: string, values: { is_active?: boolean; auth_backend?: string }) {
  await foyer.platform.db.q.updateTable('users').set(values).where('email', '=', email).execute()
}

describeOnBoth('a login page at a foreign address', (kind) => {
  it('is noticed when it is looked at and when it is used, and refuses nobody', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const own = new URL(foyer.platform.config.url).origin
    const page = await foyer.client().get('/control/login')
    expect(page.text).not.toContain(`data-expected-origin="${own}"`)
    expect(page.text).toContain(`data-expected-origin="${[...own].reverse().join('')}"`)
    expect(parse(page.text).form()?.values._origin).toBe('')

    const stranger = foyer.client()
    const report = (body: Record<string, string>) => stranger.post('/control/login/bad_origin', body)
    for (const body of [{}, { origin: '' }, { origin: own }, { origin: 'https://evil.example' }]) {
      expect((await report(body)).status).toBe(204)
    }
    const elsewhere = { _origin: 'https://evil.example' }
    expect((await stranger.submit('/control/login', { ...right('ann@example.org'), _origin: own })).status).toBe(303)
    const phished = foyer.client()
    const wrong = { ...elsewhere, email: 'ann@example.org', password: 'something else' }
    expect((await phished.submit('/control/login', wrong)).status).toBe(422)
    const answer = await phished.submit('/control/login', { ...right('ann@example.org'), ...elsewhere })
    expect([answer.status, answer.location]).toEqual([303, '/control/'])
    const counted = (await foyer.platform.metrics.render()).match(/^foyer_foreign_login_pages_total\{.*$/gm)
    expect(counted?.sort()).toEqual(
      ['failed', 'page', 'passed'].map((login) => `foyer_foreign_login_pages_total{login="${login}"} 1`),
    )
  })
})

describeOnBoth('a session of the back office', (kind) => {
  it('never begins under an id that somebody else chose or knew', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    client.cookies.set(COOKIE, 'chosen-by-an-attacker')
    await client.submit('/control/login', right('ann@example.org'))
    const first = client.cookies.get(COOKIE) ?? ''
    expect(first).toHaveLength(43)
    const page = await foyer.client().get('/control/login')
    expect(page.headers.getSetCookie().join()).not.toContain(COOKIE)
    const again = foyer.client()
    const form = await again.get('/control/login')
    again.cookies.set(COOKIE, first)
    await again.submit('/control/login', right('ann@example.org'), { page: form })
    expect(again.cookies.get(COOKIE)).not.toBe(first)
    expect((await client.get('/control/')).status).toBe(303)
  })

  it('is stored as a hash only', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const rows = await foyer.platform.db.q.selectFrom('staff_sessions').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(client.cookies.get(COOKIE))
  })

  it('ends when the account is switched off, moves to another backend or gets a new password', async () => {
    await using foyer = await startFoyer(kind)
    const { users } = foyer.features.staff
    for (const end of [
      (email: string) => setUser(foyer, email, { is_active: false }),
      (email: string) => setUser(foyer, email, { auth_backend: 'ldap' }),
      async (email: string) => {
        const user = await users.byEmail(email)
        if (user) await users.setPassword(user, 'another horse 34', { type: 'command' })
      },
    ]) {
      const email = `${Math.random().toString(36).slice(2)}@example.org`
      await staffUser(foyer, email)
      const client = await staffClient(foyer, email)
      expect((await client.get('/control/')).status).toBe(200)
      await end(email)
      expect((await client.get('/control/')).status).toBe(303)
    }
  })
})

describeOnBoth('the door of the back office', (kind) => {
  it('takes no form without its token, nor one from another site or from before the login', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const bare = await foyer.client().post('/control/login', right('ann@example.org'))
    expect(bare.status).toBe(403)
    const stranger = await foyer.client().get('/control/login')
    const stolen = parse(stranger.text).form()?.values._csrf ?? ''
    const foreign = await foyer.client().post('/control/login', { ...right('ann@example.org'), _csrf: stolen })
    expect(foreign.status).toBe(403)
    const client = foyer.client()
    const page = await client.get('/control/login')
    const across = { page, headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await client.submit('/control/login', right('ann@example.org'), across)).status).toBe(403)
    expect((await client.submit('/control/login', right('ann@example.org'), { page })).status).toBe(303)
    const _csrf = parse(page.text).form()?.values._csrf ?? ''
    expect((await client.post('/control/logout', { _csrf })).status).toBe(403)
    expect((await client.get('/control/')).status).toBe(200)
  })

  it('leads nowhere else than to a path of this site', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const loggedIn = await staffClient(foyer, 'ann@example.org')
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '\\\\evil.example',
      'javascript:alert(1)',
      'http:evil.example',
      ' /control/',
      '',
    ]) {
      const address = `/control/login?next=${encodeURIComponent(next)}`
      const answer = await foyer.client().submit(address, right('ann@example.org'))
      expect([answer.status, answer.location], next).toEqual([303, '/control/'])
      expect((await loggedIn.get(address)).location, next).toBe('/control/')
    }
    const twice = await foyer
      .client()
      .submit('/control/login?next=/control/a&next=//evil.example', right('ann@example.org'))
    expect(twice.location).toBe('/control/')
  })

  it('answers a wrong password and an unknown account alike', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const known = await foyer.client().submit('/control/login', { email: 'ann@example.org', password: 'wrong' })
    const unknown = await foyer.client().submit('/control/login', { email: 'nob@example.org', password: 'wrong' })
    expect(known.status).toBe(unknown.status)
    expect(mainText(known.text)).toBe(mainText(unknown.text))
    expect([...known.headers.keys()]).toEqual([...unknown.headers.keys()])
  })

  it('pauses after five guesses at one account, with a page that says for how long', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    await staffUser(foyer, 'ben@example.org')
    const client = foyer.client()
    const guess = (email: string, headers = {}) =>
      client.submit('/control/login', { email, password: 'wrong horse 99' }, { headers })
    for (let i = 0; i < 5; i++) expect((await guess('ann@example.org')).status).toBe(422)
    const refused = await client.submit('/control/login', right('ANN@example.org'))
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(200)
    expect(mainText(refused.text)).toContain('Try again in 5 minutes')
    expect(parse(refused.text).form()?.values.email).toBe('ANN@example.org')
    const spoofed = await guess('ann@example.org', { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9' })
    expect(spoofed.status).toBe(429)
    expect((await client.submit('/control/login', right('ben@example.org'))).status).toBe(303)
  })

  it('counts by the address that a trusted proxy names', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: 'loopback' } })
    const client = foyer.client()
    const guess = (address: string) =>
      client.submit(
        '/control/login',
        { email: 'ann@example.org', password: 'wrong' },
        { headers: { 'x-forwarded-for': address } },
      )
    for (let i = 0; i < 5; i++) expect((await guess('203.0.113.9')).status).toBe(422)
    expect((await guess('203.0.113.9')).status).toBe(429)
    expect((await guess('203.0.113.10')).status).toBe(422)
  })

  it('forgets the guesses of an address once the owner has come in', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    const values = { email: 'ann@example.org', password: 'wrong' }
    for (let i = 0; i < 4; i++) await client.submit('/control/login', values)
    expect((await client.submit('/control/login', right('ann@example.org'))).status).toBe(303)
    const other = foyer.client()
    for (let i = 0; i < 4; i++) expect((await other.submit('/control/login', values)).status).toBe(422)
  })

  it('writes failures on known accounts to the history, and nothing about unknown ones', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    await foyer.client().submit('/control/login', { email: 'nobody@example.org', password: 'wrong' })
    await foyer.client().submit('/control/login', { email: 'ann@example.org', password: 'wrong' })
    await expect
      .poll(() =>
        foyer.platform.db.q
          .selectFrom('audit_log')
          .select(['action', 'object_name'])
          .where('action', '=', 'foyer.staff.login.failed')
          .execute(),
      )
      .toEqual([{ action: 'foyer.staff.login.failed', object_name: 'ann@example.org' }])
    const all = await foyer.platform.db.q.selectFrom('audit_log').selectAll().execute()
    expect(JSON.stringify(all)).not.toContain('nobody@example.org')
  })

  it('answers nothing that a client can send with a failure of the server', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    for (const fields of [
      { email: ['ann@example.org', 'b@example.org'], password: PASSWORD },
      { email: 'ann@example.org', password: ['a', 'b'] },
      { email: `${'a'.repeat(5000)}@example.org`, password: 'x' },
      { email: 'ann@example.org\u0000', password: 'x\u0000' },
      { 'email[$ne]': 'x', 'password[]': 'y', __proto__: 'z', constructor: 'w' },
    ]) {
      const answer = await client.submit('/control/login', fields as unknown as Record<string, string>)
      expect([422, 429], JSON.stringify(fields).slice(0, 60)).toContain(answer.status)
    }
    for (const query of ['?backend=__proto__', '?backend=a&backend=b', '?next=a&next=b', '?%00=x', '?locale=xx']) {
      expect((await client.get(`/control/login${query}`)).status, query).toBe(200)
    }
  })
})

describeOnBoth('who may come in', (kind) => {
  it('no user whom another backend owns, whatever a backend answers', async () => {
    const thief = (flow: string) => `export default {
      identifier: 'thief', verboseName: 'Thief',
      loginFormFields: { email: { label: 'Email', type: 'text' } },
      ${flow}: (request, form) => ({ id: request.headers['x-victim'], authBackend: 'thief', isActive: true }),
    }`
    for (const flow of ['formAuthenticate', 'requestAuthenticate']) {
      using backends = configuredBackends({ native: null, thief: thief(flow) })
      await using foyer = await startFoyer(kind, { env: backends.env })
      const victim = await staffUser(foyer, 'boss@example.org', { isAdmin: true })
      const client = foyer.client({ headers: { 'x-victim': victim.id } })
      const page = await client.get('/control/login?backend=thief')
      expect(page.status).toBe(200)
      const answer = await client.submit('/control/login?backend=thief', { email: 'boss@example.org' })
      expect(answer.status).toBe(422)
      expect(client.cookies.has(COOKIE)).toBe(false)
    }
  })

  it('no native account through its password once another backend owns it', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    await setUser(foyer, 'ann@example.org', { auth_backend: 'ldap' })
    expect((await foyer.client().submit('/control/login', right('ann@example.org'))).status).toBe(422)
  })

  it('no person whose email belongs to an account of another backend', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: backends.env })
    await staffUser(foyer, 'boss@acme.example', { isAdmin: true })
    const values = { username: 'boss', password: 'sesame' }
    const answer = await foyer.client().submit('/control/login?backend=acme', values)
    expect(answer.status).toBe(422)
    expect(mainText(answer.text)).toContain('belongs to an account that logs in in another way')
  })

  it('no inactive user, by any flow, and without a loop', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND, proxy: HEADER_BACKEND })
    await using foyer = await startFoyer(kind, { env: { ...backends.env, FOYER_TRUSTED_PROXIES: 'loopback' } })
    const { staff } = foyer.features
    await staffUser(foyer, 'ann@example.org')
    await staff.usersOf('acme').getOrCreateForBackend({ identifier: 'ann', email: 'ann@acme.example' })
    await staff.usersOf('proxy').getOrCreateForBackend({ identifier: 'zoe@example.org', email: 'zoe@example.org' })
    for (const email of ['ann@example.org', 'ann@acme.example', 'zoe@example.org']) {
      await setUser(foyer, email, { is_active: false })
    }
    const native = await foyer.client().submit('/control/login', right('ann@example.org'))
    const acme = await foyer.client().submit('/control/login?backend=acme', { username: 'ann', password: 'sesame' })
    const proxy = await foyer.client({ headers: { 'x-login-email': 'zoe@example.org' } }).get('/control/login')
    expect([native.status, acme.status, proxy.status]).toEqual([422, 422, 200])
    for (const answer of [native, acme, proxy]) {
      expect(mainText(answer.text)).toContain('Your account is switched off')
      expect(answer.headers.getSetCookie().join()).not.toContain(COOKIE)
    }
  })

  it('nobody by a header that no trusted proxy has set', async () => {
    using backends = configuredBackends({ native: null, proxy: HEADER_BACKEND })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client({ headers: { 'x-login-email': 'boss@example.org', 'x-forwarded-for': '127.0.0.1' } })
    expect((await client.get('/control/login')).status).toBe(200)
    expect(client.cookies.has(COOKIE)).toBe(false)
    expect(await foyer.features.staff.users.byEmail('boss@example.org')).toBeNull()
  })
})

describeOnBoth('a broken backend', (kind) => {
  const works = async (foyer: TestServer) => {
    await staffUser(foyer, 'ann@example.org')
    const page = await foyer.client().get('/control/login')
    expect(page.status).toBe(200)
    expect((await foyer.client().submit('/control/login?backend=native', right('ann@example.org'))).status).toBe(303)
    return page
  }

  it('that throws everywhere harms neither the page nor another backend', async () => {
    const broken = `export default {
      identifier: 'broken', verboseName: 'Broken',
      loginFormFields: { user: { label: 'User', type: 'text' } },
      formAuthenticate() { throw new TypeError('form') },
      requestAuthenticate() { throw new TypeError('request') },
      async authenticationUrl() { throw new TypeError('url') },
      getNextUrl() { throw new TypeError('next') },
    }`
    using backends = configuredBackends({ broken, native: null })
    await using foyer = await startFoyer(kind, { env: backends.env })
    expect(mainText((await works(foyer)).text)).toContain('“Broken” does not answer at the moment')
    const answer = await foyer.client().submit('/control/login?backend=broken', { user: 'jw' })
    expect(answer.status).toBe(422)
    expect(mainText(answer.text)).toContain('does not answer')
    expect(answer.text).not.toContain('TypeError')
  })

  it('that never answers delays the page by seconds, not for ever', async () => {
    const slow = `export default {
      identifier: 'slow', verboseName: 'Slow', authenticationUrl: () => new Promise(() => {}),
    }`
    using backends = configuredBackends({ native: null, slow })
    await using foyer = await startFoyer(kind, { env: backends.env })
    await works(foyer)
  })

  it('that fails after it has named a user still lets this user in, to the start page', async () => {
    const halfway = FORM_BACKEND.replace('async formAuth', "getNextUrl() { throw new Error('gone') }\n  async formAuth")
    using backends = configuredBackends({ acme: halfway })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const answer = await foyer.client().submit('/control/login', { username: 'jw', password: 'sesame' })
    expect([answer.status, answer.location]).toEqual([303, '/control/'])
  })

  it('that leads to something that is no web address gets no link', async () => {
    const script = `export default { identifier: 'x', verboseName: 'X', authenticationUrl: () => 'javascript:alert(1)' }`
    using backends = configuredBackends({ native: null, x: script })
    await using foyer = await startFoyer(kind, { env: backends.env })
    expect((await works(foyer)).text).not.toContain('javascript:')
  })

  it('sees no cookie of the program', async () => {
    const curious = `export default {
      identifier: 'curious', verboseName: 'Curious',
      authenticationUrl: (request) => '/seen?' + Object.keys(request.cookies).join(','),
    }`
    using backends = configuredBackends({ native: null, curious })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    client.cookies.set('sso', '1')
    client.cookies.set('foyer-staff', 'x')
    await client.get('/control/login')
    expect(parse((await client.get('/control/login')).text).links('Curious')).toEqual(['/seen?sso'])
  })
})
