import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { freePort } from '../support/free-port.ts'
import { parse } from '../support/html.ts'
import { SoftAuthenticator } from '../support/passkey.ts'
import { codeAt, codesOn } from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText, movableClock, PASSWORD } from '../support/staff.ts'
import {
  addPasskey,
  addTotp,
  colleague,
  devicesOf,
  firstFactor,
  isIn,
  provePasskey,
  SETTINGS,
  STEP,
  secondFactor,
  wrongCode,
} from '../support/staff-factors.ts'

describeOnBoth('the second factor of a staff login', (kind) => {
  const clock = movableClock()
  let foyer: TestServer
  beforeAll(async () => {
    foyer = await startFoyer(kind, { platform: { clock } })
  })
  afterAll(() => foyer?.stop())

  it('25: without a login that waits leads to the login page and says so', async () => {
    const browser = foyer.client()
    const answer = await browser.get(`${STEP}?next=/control/events/`)
    expect([answer.status, answer.location]).toEqual([303, '/control/login?next=%2Fcontrol%2Fevents%2F'])
    expect(mainText((await browser.get('/control/login')).text)).toContain('Please log in again.')
    browser.cookies.set('foyer-staff-pending', 'x'.repeat(43))
    expect((await browser.get(STEP)).location).toBe('/control/login')
  })

  it('26: with one that began 300 s ago leads to the login page', async () => {
    const { browser, email } = await colleague(foyer)
    const { key } = await addTotp(browser, clock)
    const late = await firstFactor(foyer, email)
    const page = await late.get(STEP)
    clock.advance(5 * MINUTE)
    expect((await late.get(STEP)).location).toBe('/control/login')
    const answer = await secondFactor(late, codeAt(key, clock.now()), page)
    expect([answer.status, answer.location]).toEqual([303, '/control/login'])
    expect(await isIn(late)).toBe(false)
  })

  it('27: that is wrong is asked for again, names the account and keeps `next`', async () => {
    const { browser, email } = await colleague(foyer)
    const { key } = await addTotp(browser, clock)
    const client = await firstFactor(foyer, email, '/control/logout?x=1')
    const asked = await client.get(STEP)
    expect([asked.status, parse(asked.text).text('h1')]).toEqual([200, 'Second factor'])
    expect(mainText(asked.text)).toContain(email)
    expect(parse(asked.text).links('Start again')).toEqual(['/control/login?next=%2Fcontrol%2Flogout%3Fx%3D1'])
    const wrong = await secondFactor(client, wrongCode(key, clock))
    expect(wrong.status).toBe(422)
    expect(parse(wrong.text).text('.field-error')).toContain('You have 4 more tries')
    expect(parse(wrong.text).form()?.values.next).toBe('/control/logout?x=1')
    expect((await secondFactor(client, '')).text).toContain('Enter a code.')
    expect((await secondFactor(client, 'abc')).status).toBe(422)
    const right = await secondFactor(client, codeAt(key, clock.now()))
    expect([right.status, right.location]).toEqual([303, '/control/logout?x=1'])
  })

  it('28: of an authenticator app leads in, and keeps somebody logged in who asked for it', async () => {
    const { user, browser, email } = await colleague(foyer)
    const { key } = await addTotp(browser, clock)
    const client = foyer.client()
    const values = { email, password: PASSWORD, keep_logged_in: 'on' }
    expect((await client.submit('/control/login', values)).location).toBe(STEP)
    const code = codeAt(key, clock.now())
    const answer = await secondFactor(client, `${code.slice(0, 3)} ${code.slice(3)}`)
    expect([answer.status, answer.location]).toEqual([303, '/control/'])
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('foyer-staff='))
    expect(cookie).toContain('Max-Age=1209600')
    expect(client.cookies.has('foyer-staff-pending')).toBe(false)
    const sessions = await foyer.features.staff.sessions.ofUser(user.id)
    expect(sessions.map(({ secondFactor: proof }) => proof).sort()).toEqual(['local', null])
    expect(await isIn(client)).toBe(true)
  })

  it('29, 30: with a passkey that fails is asked for again, with the right one leads in', async () => {
    const { browser, email } = await colleague(foyer)
    const device = new SoftAuthenticator(foyer.url)
    await addPasskey(browser, device)
    const client = await firstFactor(foyer, email, '/control/logout')
    const wrong = await provePasskey(client, STEP, device, { tricks: { origin: 'https://evil.example' } })
    expect(wrong.status).toBe(422)
    expect(mainText(wrong.text)).toContain('That passkey could not be checked. You have 4 more tries.')
    const right = await provePasskey(client, STEP, device)
    expect([right.status, right.location]).toEqual([303, '/control/logout'])
    expect(await isIn(client)).toBe(true)
  })

  it('31: can be a recovery code, once, and a mail tells of it', async () => {
    const { user, browser, email } = await colleague(foyer)
    const { codes } = await addTotp(browser, clock)
    expect(codes).toHaveLength(10)
    const client = await firstFactor(foyer, email)
    expect((await secondFactor(client, (codes[3] ?? '').toLowerCase())).location).toBe('/control/')
    expect(await isIn(client)).toBe(true)
    await foyer.deliver()
    const mail = foyer.mails.to(email).at(-1)
    expect(mail?.text).toContain('with a recovery code')
    const again = await firstFactor(foyer, email)
    expect((await secondFactor(again, codes[3] ?? '')).status).toBe(422)
    expect((await foyer.features.staffSecondFactors.of(user.id)).codes.left).toBe(9)
  })

  it('is not asked for without a device, nor for one that was never confirmed', async () => {
    const { browser, email } = await colleague(foyer)
    await browser.submit(`${SETTINGS}add`, { name: 'Phone', type: 'totp' })
    const client = foyer.client()
    expect((await client.submit('/control/login', { email, password: PASSWORD })).location).toBe('/control/')
  })

  it('takes any of several devices', async () => {
    const { browser, email } = await colleague(foyer)
    const first = await addTotp(browser, clock, 'Phone')
    const second = await addTotp(browser, clock, 'Tablet')
    expect(second.codes).toEqual([])
    for (const { key } of [first, second]) {
      const client = await firstFactor(foyer, email)
      expect((await secondFactor(client, codeAt(key, clock.now()))).status).toBe(303)
    }
    expect(await devicesOf(await colleagueBrowser(email, second.key))).toEqual(['Phone', 'Tablet'])
  })

  async function colleagueBrowser(email: string, key: string) {
    clock.advance(30 * SECOND)
    const client = await firstFactor(foyer, email)
    await secondFactor(client, codeAt(key, clock.now()))
    return client
  }

  describe('a passkey alone', () => {
    it('logs in on the login page, as both factors, and leads to `next`', async () => {
      const { user, browser } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(browser, device)
      const client = foyer.client()
      const path = '/control/login?next=%2Fcontrol%2Flogout'
      const answer = await provePasskey(client, path, device, { form: '/control/login/passkey' })
      expect([answer.status, answer.location]).toEqual([303, '/control/logout'])
      expect(await isIn(client)).toBe(true)
      const [session] = await foyer.features.staff.sessions.ofUser(user.id)
      expect(session?.secondFactor).toBe('local')
    })

    it('that nobody knows leads back to the login page', async () => {
      const { browser } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(browser, device)
      const { user } = await colleague(foyer)
      const client = foyer.client()
      const tricks = { userHandle: Buffer.from(user.id) }
      const answer = await provePasskey(client, '/control/login', device, { form: '/control/login/passkey', tricks })
      expect([answer.status, answer.location]).toEqual([303, '/control/login'])
      expect(mainText((await client.get('/control/login')).text)).toContain('did not open an account')
    })
  })

  describe('in the settings', () => {
    it('121: needs a recent login, and leads back to the page afterwards', async () => {
      const { browser } = await colleague(foyer)
      clock.advance(15 * MINUTE + SECOND)
      const sent = await browser.get(`${SETTINGS}add`)
      expect(sent.location).toBe(`/control/reauth/?next=${encodeURIComponent(`${SETTINGS}add`)}`)
      const back = await browser.submit(sent.location ?? '', { password: PASSWORD })
      expect([back.status, back.location]).toEqual([303, `${SETTINGS}add`])
      expect((await browser.get(`${SETTINGS}add`)).status).toBe(200)
    })

    it('125: devices of both kinds can be removed; recovery codes go with the last', async () => {
      const { user, browser, email } = await colleague(foyer)
      const { path } = await addTotp(browser, clock, 'Phone')
      await addPasskey(browser, new SoftAuthenticator(foyer.url), { name: 'Key' })
      expect(await devicesOf(browser)).toEqual(['Phone', 'Key'])
      const first = await browser.get(`${path}delete`)
      expect(mainText(first.text)).not.toContain('your last second factor')
      expect((await browser.submit('', {}, { page: first })).location).toBe(SETTINGS)
      expect(await devicesOf(browser)).toEqual(['Key'])
      const [key] = (await foyer.features.staffSecondFactors.of(user.id)).devices
      const last = await browser.get(`${SETTINGS}webauthn/${key?.id}/delete`)
      expect(mainText(last.text)).toContain('your last second factor')
      await browser.submit('', {}, { page: last })
      expect(await foyer.features.staffSecondFactors.of(user.id)).toEqual({
        devices: [],
        codes: { left: 0, madeAt: null },
      })
      expect((await foyer.client().submit('/control/login', { email, password: PASSWORD })).location).toBe('/control/')
      expect((await browser.get(`${path}delete`)).status).toBe(404)
    })

    it('124: ten recovery codes, others when they are made anew, shown once', async () => {
      const { browser, email } = await colleague(foyer)
      const { codes, done } = await addTotp(browser, clock)
      expect(new URL(done.url).pathname).toBe(`${SETTINGS}regenemergency`)
      expect([codes.length, new Set(codes).size]).toEqual([10, 10])
      const question = await browser.get(`${SETTINGS}regenemergency`)
      expect(codesOn(question)).toEqual([])
      const made = await browser.submit('', {}, { page: question, follow: true })
      const others = codesOn(made)
      expect(others).toHaveLength(10)
      expect(others.filter((code) => codes.includes(code))).toEqual([])
      const file = await browser.submit('', {}, { page: made, form: 'download' })
      expect(file.headers.get('content-disposition')).toContain('recovery-codes.txt')
      expect(file.text.split('\r\n').filter((line) => others.includes(line))).toEqual(others)
      const client = await firstFactor(foyer, email)
      expect((await secondFactor(client, codes[0] ?? '')).status).toBe(422)
      expect((await secondFactor(client, others[0] ?? '')).status).toBe(303)
    })

    it('127, 128: an authenticator app is unconfirmed until its code was right', async () => {
      const { user, browser } = await colleague(foyer)
      const page = await browser.submit(`${SETTINGS}add`, { name: ' My  phone ', type: 'totp' }, { follow: true })
      expect(new URL(page.url).pathname).toMatch(/^\/control\/settings\/2fa\/totp\/[a-z0-9]+\/confirm$/)
      expect(page.text).toContain('<svg')
      const [uri = ''] = parse(page.text).links('Open the app')
      expect(uri).toMatch(/^otpauth:\/\/totp\/Foyer:colleague\d+%40example\.org\?issuer=Foyer&secret=[A-Z2-7]{32}&/)
      const key = new URL(uri).searchParams.get('secret') ?? ''
      expect(parse(page.text).text('main form code')).toBe(key.match(/.{4}/g)?.join(' '))
      const wrong = await browser.submit('', { code: wrongCode(key, clock) }, { page })
      expect(wrong.status).toBe(422)
      expect(parse(wrong.text).text('main form code')).toBe(key.match(/.{4}/g)?.join(' '))
      expect((await foyer.features.staffSecondFactors.of(user.id)).devices).toEqual([])
      const right = await browser.submit('', { code: codeAt(key, clock.now()) }, { page: wrong })
      expect(right.location).toBe(`${SETTINGS}regenemergency`)
      expect(await devicesOf(browser)).toEqual(['My phone'])
    })

    it('129: a passkey counts when the browser made it, and not when its answer is wrong', async () => {
      const { user, browser } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      const wrong = await addPasskey(browser, device, { tricks: { origin: 'https://evil.example' } })
      expect(wrong.status).toBe(422)
      expect((await foyer.features.staffSecondFactors.of(user.id)).devices).toEqual([])
      const right = await addPasskey(browser, device, { name: 'Laptop' })
      expect(new URL(right.url).pathname).toBe(`${SETTINGS}regenemergency`)
      expect(right.options.user?.name).toBe(user.email)
      expect(await devicesOf(browser)).toEqual(['Laptop'])
    })

    it('a form that fails keeps what was typed and names what is wrong', async () => {
      const { browser } = await colleague(foyer)
      const empty = await browser.submit(`${SETTINGS}add`, { name: '  ', type: 'totp' })
      expect([empty.status, parse(empty.text).text('.field-error')]).toEqual([422, 'Enter a name.'])
      const long = await browser.submit(`${SETTINGS}add`, { name: 'n'.repeat(65), type: 'webauthn' })
      expect([long.status, parse(long.text).form()?.values.name]).toEqual([422, 'n'.repeat(65)])
      const odd = await browser.submit(`${SETTINGS}add`, { name: 'Phone', type: 'u2f' })
      expect([odd.status, parse(odd.text).form()?.values.name]).toEqual([422, 'Phone'])
    })

    it('devices are renamed', async () => {
      const { browser } = await colleague(foyer)
      const { path } = await addTotp(browser, clock, 'Phone')
      expect((await browser.submit(`${path}rename`, { name: '' })).status).toBe(422)
      expect((await browser.submit(`${path}rename`, { name: 'Old phone' })).location).toBe(SETTINGS)
      expect(await devicesOf(browser)).toEqual(['Old phone'])
    })

    it('each change ends other sessions and waiting logins, tells the owner and the history', async () => {
      const { user, browser, email } = await colleague(foyer)
      const other = foyer.client()
      await other.submit('/control/login', { email, password: PASSWORD })
      const { path } = await addTotp(browser, clock, 'Phone')
      expect([await isIn(browser), await isIn(other)]).toEqual([true, false])
      const waiting = await firstFactor(foyer, email)
      await addPasskey(browser, new SoftAuthenticator(foyer.url), { name: 'Key' })
      expect((await waiting.get(STEP)).location).toBe('/control/login')
      await browser.submit(`${SETTINGS}regenemergency`, {})
      await browser.submit(`${path}delete`, {})
      await foyer.deliver()
      const said = foyer.mails.to(email).map(({ text }) => /^.*That was on/m.exec(text ?? '')?.[0] ?? '')
      expect(said.map((line) => line.replace(/ That was on/, ''))).toEqual([
        'The authenticator app “Phone” was added to your account.',
        'The passkey “Key” was added to your account.',
        'New recovery codes were made for your account.',
        'The authenticator app “Phone” was removed from your account.',
      ])
      const written = await foyer.platform.db.q
        .selectFrom('audit_log')
        .select(['action', 'data'])
        .where('object_id', '=', user.id)
        .where('action', 'like', 'pretix.user.settings.2fa%')
        .execute()
      const word = (data: string) => /"(totp|webauthn)"/.exec(data)?.[1] ?? ''
      expect(written.map(({ action, data }) => `${action} ${word(data)}`.trim()).sort()).toEqual([
        'pretix.user.settings.2fa.device.added totp',
        'pretix.user.settings.2fa.device.added webauthn',
        'pretix.user.settings.2fa.device.deleted totp',
        'pretix.user.settings.2fa.enabled',
        'pretix.user.settings.2fa.regenemergency',
      ])
      expect(await isIn(browser)).toBe(true)
    })

    it('a passkey proves again who one is', async () => {
      const { browser } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(browser, device)
      clock.advance(15 * MINUTE + SECOND)
      const { location } = await browser.get(SETTINGS)
      const answer = await provePasskey(browser, location ?? '', device, { form: '/control/reauth/passkey' })
      expect([answer.status, answer.location]).toEqual([303, SETTINGS])
      expect((await browser.get(SETTINGS)).status).toBe(200)
    })
  })

  it('126: where browsers offer no passkeys only authenticator apps can be added', async () => {
    const port = String(await freePort())
    const env = { FOYER_HOST: '127.0.0.1', FOYER_PORT: port, FOYER_URL: `http://127.0.0.1:${port}` }
    await using plain = await startFoyer(kind, { platform: { clock }, env })
    const { browser } = await colleague(plain)
    const page = await browser.get(`${SETTINGS}add`)
    expect(mainText(page.text)).toContain('Browsers offer passkeys only at addresses that begin with https.')
    const refused = await browser.submit('', { name: 'Key', type: 'webauthn' }, { page })
    expect([refused.status, parse(refused.text).form()?.values.name]).toEqual([422, 'Key'])
    expect((await browser.get(`${SETTINGS}webauthn/new/confirm?name=Key`)).status).toBe(404)
    expect((await plain.client().get('/control/login')).text).not.toContain('data-passkey')
  })
})
