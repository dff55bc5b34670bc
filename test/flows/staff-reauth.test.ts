import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/clock.ts'
import type { BrowserClient } from '../support/client.ts'
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

const REAUTH = '/control/reauth/?next=%2Fcontrol%2F'
const TRUSTING = { FOYER_TRUSTED_PROXIES: 'loopback' }

/** A redirect that comes back at once; `who` stands for what the identity provider says. */
const SSO_BACKEND = `export default {
  identifier: 'sso',
  verboseName: 'Company',
  async beginLogin(request) {
    const state = await request.attempts.start({ purpose: request.purpose })
    return '/control/auth/sso/callback?' + new URLSearchParams({ state, who: globalThis.whoIsAtTheProvider ?? 'ann' })
  },
  async handleCallback(request) {
    if (!(await request.attempts.take(request.query.state))) return null
    const { who } = request.query
    return request.users.getOrCreateForBackend({ identifier: who, email: who + '@company.example' })
  },
}`

async function lastUse(foyer: TestServer, email: string): Promise<number> {
  const user = await foyer.features.staff.users.byEmail(email)
  return user ? ((await foyer.features.staff.sessions.ofUser(user.id))[0]?.lastUsedAt ?? 0) : 0
}

async function actions(foyer: TestServer): Promise<string[]> {
  return (await foyer.features.audit.list(null, { limit: 9 })).map(({ action }) => action)
}

async function follow(client: BrowserClient, path: string) {
  return client.get(path, { follow: true })
}

describeOnBoth('a proof after a long pause', (kind) => {
  it('55: is asked for; opening the page does not revive the session', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const before = await lastUse(foyer, 'ann@example.org')
    clock.advance(3 * HOUR + MINUTE)
    const sent = await client.get('/control/')
    expect([sent.status, sent.location]).toEqual([303, REAUTH])
    for (let visits = 0; visits < 2; visits++) {
      const page = await client.get(REAUTH)
      expect([page.status, parse(page.text).text('h1')]).toEqual([200, 'Is it still you?'])
      expect(page.headers.get('cache-control')).toBe('no-store')
    }
    expect((await client.get('/control/')).location).toBe(REAUTH)
    expect(await lastUse(foyer, 'ann@example.org')).toBe(before)
  })

  it('111: needs only the password of a native account, whose email stands fast', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    await staffUser(foyer, 'bob@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const cookie = client.cookies.get('foyer-staff')
    clock.advance(4 * HOUR)
    const page = await follow(client, '/control/?search=x')
    expect(page.text).toMatch(/<input[^>]*name="email"[^>]*readonly/)
    expect(parse(page.text).form('/control/reauth')?.values).toMatchObject({ email: 'ann@example.org' })
    const wrong = await client.submit('', { password: 'guess 12345' }, { page, form: '/control/reauth' })
    expect(wrong.status).toBe(422)
    expect(mainText(wrong.text)).toContain('does not prove that you are ann@example.org')
    expect(wrong.text).not.toContain('guess 12345')
    expect((await client.get('/control/')).location).toBe(REAUTH)
    const empty = await client.submit('', { password: '' }, { page: wrong, form: '/control/reauth' })
    expect([empty.status, parse(empty.text).text('.error-list')]).toEqual([422, 'Fill in “Password”.'])
    const right = await client.submit(
      '',
      { email: 'bob@example.org', password: PASSWORD },
      { page: empty, form: '/control/reauth' },
    )
    expect([right.status, right.location]).toEqual([303, '/control/?search=x'])
    expect(client.cookies.get('foyer-staff')).toBe(cookie)
    expect((await client.get('/control/')).status).toBe(200)
    expect((await actions(foyer)).slice(0, 2)).toEqual([
      'foyer.staff.reauthenticated',
      'foyer.staff.reauthentication.failed',
    ])
  })

  it('lets the whole session count anew', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    clock.advance(11 * HOUR)
    await client.submit(REAUTH, { password: PASSWORD }, { form: '/control/reauth' })
    clock.advance(2 * HOUR)
    expect((await client.get('/control/')).status).toBe(200)
  })

  it('goes through the form of the backend that owns the account', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND })
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: backends.env })
    const client = foyer.client()
    await client.submit('/control/login?backend=acme', { username: 'jweber', password: 'sesame' })
    clock.advance(4 * HOUR)
    const page = await follow(client, '/control/')
    expect(Object.keys(parse(page.text).form('/control/reauth')?.values ?? {})).toEqual([
      '_csrf',
      'username',
      'password',
    ])
    const other = await client.submit('', { username: 'eve', password: 'sesame' }, { page, form: '/control/reauth' })
    expect([other.status, mainText(other.text)]).toEqual([422, expect.stringContaining('jweber@acme.example')])
    expect(parse(other.text).form('/control/reauth')?.values).toMatchObject({ username: 'eve' })
    const right = await client.submit(
      '',
      { username: 'jweber', password: 'sesame' },
      { page: other, form: '/control/reauth' },
    )
    expect([right.status, right.location]).toEqual([303, '/control/'])
  })

  it('asks an external session first: the same user goes on at once, another one sees the page', async () => {
    using backends = configuredBackends({ native: null, proxy: HEADER_BACKEND })
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: { ...backends.env, ...TRUSTING } })
    const client = foyer.client()
    const as = (email: string) => ({ headers: { 'x-login-email': email } })
    await client.get('/control/login', as('ann@company.example'))
    clock.advance(4 * HOUR)
    const other = await client.get(REAUTH, as('eve@company.example'))
    expect([other.status, mainText(other.text)]).toEqual([200, expect.stringContaining('offers no way to prove it')])
    expect((await client.get('/control/')).location).toBe(REAUTH)
    const same = await client.get(REAUTH, as('ann@company.example'))
    expect([same.status, same.location]).toEqual([303, '/control/'])
    expect((await client.get('/control/')).status).toBe(200)
  })

  it('#4498: through a redirect comes back without a loop, for the same person only', async () => {
    using backends = configuredBackends({ native: null, sso: SSO_BACKEND })
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: backends.env })
    const client = foyer.client()
    await follow(client, '/control/auth/sso/start')
    const cookie = client.cookies.get('foyer-staff')
    clock.advance(4 * HOUR)
    const page = await follow(client, '/control/?search=x')
    const [href = ''] = parse(page.text).links('Continue to Company')
    expect(href).toBe('/control/auth/sso/start?next=%2Fcontrol%2F%3Fsearch%3Dx&purpose=reauthentication')
    Object.assign(globalThis, { whoIsAtTheProvider: 'eve' })
    const other = await follow(client, href)
    expect([new URL(other.url).pathname, parse(other.text).text('h1')]).toEqual([
      '/control/reauth/',
      'Is it still you?',
    ])
    expect((await client.get('/control/')).location).toBe(REAUTH)
    Object.assign(globalThis, { whoIsAtTheProvider: 'ann' })
    const same = await follow(client, href)
    expect([same.status, new URL(same.url).search]).toEqual([200, '?search=x'])
    expect(client.cookies.get('foyer-staff')).toBe(cookie)
    expect((await actions(foyer))[0]).toBe('foyer.staff.reauthenticated')
  })

  it('#4492: can be left to somebody else, who goes on to the same page', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    await staffUser(foyer, 'bob@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    clock.advance(4 * HOUR)
    const page = await follow(client, '/control/?search=x')
    const left = await client.submit('', {}, { page, form: '/control/logout', follow: true })
    expect(new URL(left.url).pathname).toBe('/control/login')
    const bob = await client.submit('', { email: 'bob@example.org', password: PASSWORD }, { page: left })
    expect([bob.status, bob.location]).toEqual([303, '/control/?search=x'])
  })
})

describeOnBoth('a proof before a sensitive page', (kind) => {
  it('121: is asked for when the last one is older than a quarter of an hour, also of long sessions', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    const page = '/control/settings/2fa/'
    await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD, keep_logged_in: 'on' })
    expect((await client.get(page)).status).toBe(200)
    clock.advance(16 * MINUTE)
    const sent = await client.get(page)
    expect([sent.status, sent.location]).toEqual([303, '/control/reauth/?next=%2Fcontrol%2Fsettings%2F2fa%2F'])
    expect((await client.get('/control/')).status).toBe(200)
    const done = await client.submit(sent.location ?? '', { password: PASSWORD }, { form: '/control/reauth' })
    expect([done.status, done.location]).toEqual([303, page])
    expect((await client.get(page)).status).toBe(200)
  })

  it('leads strangers to the login, and idle sessions to the proof', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const page = '/control/settings/2fa/'
    const login = '/control/login?next=%2Fcontrol%2Fsettings%2F2fa%2F'
    expect((await foyer.client().get(page)).location).toBe(login)
    const client = await staffClient(foyer, 'ann@example.org')
    clock.advance(4 * HOUR)
    expect((await client.get(page)).location).toBe('/control/reauth/?next=%2Fcontrol%2Fsettings%2F2fa%2F')
    clock.advance(9 * HOUR)
    expect((await client.get(page)).location).toBe(login)
  })
})
