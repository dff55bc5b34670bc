import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer } from '../support/server.ts'
import {
  configuredBackends,
  FORM_BACKEND,
  HEADER_BACKEND,
  mainText,
  movableClock,
  PASSWORD,
  REDIRECT_BACKEND,
  staffClient,
  staffUser,
} from '../support/staff.ts'

describeOnBoth('the staff login', (kind) => {
  it('sends strangers to the login page and leads back to where they wanted to go', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    const sent = await client.get('/control/?search=a%20b')
    expect([sent.status, sent.location]).toEqual([303, '/control/login?next=%2Fcontrol%2F%3Fsearch%3Da%2520b'])
    const back = await client.submit(sent.location ?? '', { email: 'Ann@Example.org', password: PASSWORD })
    expect([back.status, back.location]).toEqual([303, '/control/?search=a%20b'])
    expect((await client.get('/control/')).status).toBe(200)
    const again = await client.get('/control/login?next=%2Fcontrol%2Flogout')
    expect([again.status, again.location]).toEqual([303, '/control/logout'])
  })

  it('keeps what was typed, but not the password, and says what is wrong', async () => {
    await using foyer = await startFoyer(kind)
    const client = foyer.client()
    const wrong = await client.submit('/control/login?next=/control/x', { email: 'ann@example.org', password: 'guess' })
    expect(wrong.status).toBe(422)
    expect(mainText(wrong.text)).toContain('What you typed does not match an account')
    expect(parse(wrong.text).form()?.values).toMatchObject({ email: 'ann@example.org' })
    expect(wrong.text).not.toContain('guess')
    expect(parse(wrong.text).form()?.action).toBe('/control/login?next=%2Fcontrol%2Fx')
    const empty = await client.submit('/control/login', { email: 'ann@example.org', password: '' })
    expect(empty.status).toBe(422)
    expect(parse(empty.text).text('.error-list')).toBe('Fill in “Password”.')
  })

  it('ends a session after 3 hours without use, 12 hours in all', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const idle = await staffClient(foyer, 'ann@example.org')
    const busy = await staffClient(foyer, 'ann@example.org')
    for (let hours = 2; hours <= 10; hours += 2) {
      clock.advance(2 * HOUR)
      expect((await busy.get('/control/')).status).toBe(200)
    }
    expect((await idle.get('/control/')).status).toBe(303)
    clock.advance(2 * HOUR)
    expect((await busy.get('/control/')).status).toBe(303)
  })

  it('keeps somebody logged in for 14 days who asks for it', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    const values = { email: 'ann@example.org', password: PASSWORD, keep_logged_in: 'on' }
    const answer = await client.submit('/control/login', values)
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('foyer-staff='))
    expect(cookie).toContain('Max-Age=1209600')
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/i)
    clock.advance(13 * 24 * HOUR)
    expect((await client.get('/control/')).status).toBe(200)
    clock.advance(25 * HOUR)
    expect((await client.get('/control/')).status).toBe(303)
  })

  it('does not offer it where the installation forbids it, and ignores who asks anyway', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: { FOYER_LONG_SESSIONS: 'false' } })
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    expect((await client.get('/control/login')).text).not.toContain('keep_logged_in')
    await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD, keep_logged_in: 'on' })
    clock.advance(3 * HOUR + MINUTE)
    expect((await client.get('/control/')).status).toBe(303)
  })

  it('logs out by a form only; the page asks', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const asked = await client.get('/control/logout')
    expect([asked.status, parse(asked.text).text('h1')]).toEqual([200, 'Log out?'])
    expect((await client.get('/control/')).status).toBe(200)
    const former = new Map(client.cookies)
    const done = await client.submit('/control/logout', {}, { page: asked })
    expect([done.status, done.location]).toEqual([303, '/control/login?stay=1'])
    expect((await client.get(done.location ?? '')).text).toContain('You are logged out.')
    for (const [name, value] of former) client.cookies.set(name, value)
    expect((await client.get('/control/')).status).toBe(303)
  })

  it('speaks the language of the visitor, then of the account', async () => {
    await using foyer = await startFoyer(kind)
    const { users } = foyer.features.staff
    await users.createUser({ email: 'eva@example.org', password: PASSWORD, locale: 'de' }, { type: 'system' })
    const german = foyer.client({ headers: { 'accept-language': 'de-AT,de;q=0.9' } })
    expect(parse((await german.get('/control/login')).text).text('h1')).toBe('Verwaltung')
    const client = await staffClient(foyer, 'eva@example.org')
    expect(parse((await client.get('/control/')).text).text('h1')).toBe('Veranstalter')
  })
})

describeOnBoth('pluggable staff backends', (kind) => {
  it('offers a tab for each visible one and the form of the chosen one', async () => {
    using backends = configuredBackends(
      { native: null, acme: FORM_BACKEND, proxy: HEADER_BACKEND, company: REDIRECT_BACKEND },
      '[auth.company]\nurl = "https://login.company.example/start"\n',
    )
    await using foyer = await startFoyer(kind, { env: backends.env })
    const page = parse((await foyer.client().get('/control/login?next=/control/x')).text)
    expect(page.all('.line-tabs a')).toEqual(['Foyer account', 'Acme login', 'Company login'])
    expect(page.links('Acme login')).toEqual(['/control/login?backend=acme&next=%2Fcontrol%2Fx'])
    expect(page.links('Company login')).toEqual(['https://login.company.example/start?for=login'])
    const acme = parse((await foyer.client().get('/control/login?backend=acme')).text)
    expect(acme.text('[aria-current]')).toBe('Acme login')
    expect(Object.keys(acme.form()?.values ?? {})).toEqual(['_csrf', '_origin', 'username', 'password'])
    const company = await foyer.client().get('/control/login?backend=company')
    expect(parse(company.text).links('Continue to Company login')).toHaveLength(1)
    expect(parse(company.text).form()).toBeNull()
    expect(parse((await foyer.client().get('/control/login?backend=proxy')).text).text('[aria-current]')).toBe(
      'Foyer account',
    )
  })

  it('logs in through a form and makes the account of that backend', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    const wrong = await client.submit('/control/login?backend=acme', { username: 'jweber', password: 'wrong' })
    expect(wrong.status).toBe(422)
    expect(await foyer.features.staff.users.byEmail('jweber@acme.example')).toBeNull()
    const right = await client.submit('/control/login?backend=acme&next=/control/logout', {
      username: 'jweber',
      password: 'sesame',
    })
    expect([right.status, right.location]).toEqual([303, '/control/logout'])
    expect(await foyer.features.staff.users.byEmail('jweber@acme.example')).toMatchObject({
      authBackend: 'acme',
      authBackendIdentifier: 'jweber',
      fullname: 'jweber',
      isAdmin: false,
    })
  })

  it('logs in by an external session without a form, and follows the way back of the backend', async () => {
    using backends = configuredBackends({ native: null, proxy: HEADER_BACKEND })
    await using foyer = await startFoyer(kind, { env: { ...backends.env, FOYER_TRUSTED_PROXIES: 'loopback' } })
    const client = foyer.client({ headers: { 'x-login-email': 'Zoe@Example.org' } })
    const answer = await client.get('/control/login?state=%2Fcontrol%2Flogout&next=%2Fcontrol%2Fother')
    expect([answer.status, answer.location]).toEqual([303, '/control/logout'])
    const again = await client.get('/control/login?state=%2Fcontrol%2Flogout')
    expect([again.status, again.location]).toEqual([303, '/control/logout'])
    expect((await client.get('/control/')).status).toBe(200)
    expect(await foyer.features.staff.users.byEmail('zoe@example.org')).toMatchObject({ authBackend: 'proxy' })
  })

  it('shows a single redirect backend as a button and no form', async () => {
    using backends = configuredBackends({ company: REDIRECT_BACKEND }, '[auth.company]\nurl = "/company/start"\n')
    await using foyer = await startFoyer(kind, { env: backends.env })
    const page = parse((await foyer.client({ headers: { 'accept-language': 'de' } }).get('/control/login')).text)
    expect(page.all('.line-tabs a')).toEqual([])
    expect(page.links('Weiter zu Firmenlogin')).toEqual(['/company/start?for=login'])
    expect(page.form()).toBeNull()
  })

  it('passes on what a backend has to say', async () => {
    const talkative = `export default {
      identifier: 'ldap', verboseName: 'LDAP',
      loginFormFields: { uid: { label: 'User', type: 'text' } },
      formAuthenticate: (request) => { request.messages.add('bad', 'Not allowed: group "box office" is missing'); return null },
    }`
    using backends = configuredBackends({ ldap: talkative })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const answer = await foyer.client().submit('/control/login', { uid: 'jw' })
    expect(answer.status).toBe(422)
    expect(parse(answer.text).all('.notice-title')).toEqual(['Not allowed: group "box office" is missing'])
  })

  it('shows after the login what a backend had to say about it', async () => {
    const welcome = FORM_BACKEND.replace(
      'return request',
      "request.messages.add('info', 'New: ask for: a badge'); return request",
    )
    using backends = configuredBackends({ acme: welcome })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const client = foyer.client()
    await client.submit('/control/login', { username: 'jw', password: 'sesame' })
    expect(parse((await client.get('/control/')).text).all('.notice-title')).toEqual(['New: ask for: a badge'])
  })

  it('does not start with a backend that cannot be loaded', async () => {
    using backends = configuredBackends({ native: null, nativ: null })
    await expect(startFoyer(kind, { env: backends.env })).rejects.toThrow('auth_backends: "nativ": is neither built in')
  })
})
