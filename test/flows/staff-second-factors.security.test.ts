import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../src/core/clock.ts'
import { hashSecret } from '../../src/core/random.ts'
import type { User } from '../../src/features/staff/index.ts'
import { createCollectingLog } from '../../src/platform/observe/testing.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { SoftAuthenticator } from '../support/passkey.ts'
import { collectRoutes, type Route } from '../support/routes.ts'
import { codeAt, optionsOf } from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { configuredBackends, FORM_BACKEND, movableClock, PASSWORD } from '../support/staff.ts'
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

const RIVALS = 50

describeOnBoth('the second factor of staff and those who want past it', (kind) => {
  const clock = movableClock()
  const log = createCollectingLog()
  const backends = configuredBackends({ native: null, acme: FORM_BACKEND })
  let foyer: TestServer
  let routes: Route[]
  beforeAll(async () => {
    const env = { ...backends.env, FOYER_TRUSTED_PROXIES: 'loopback' }
    const start = () => startFoyer(kind, { platform: { clock, log }, env })
    const collected = await collectRoutes(start)
    foyer = collected.result
    routes = collected.routes
  })
  afterAll(async () => {
    await foyer?.stop()
    backends[Symbol.dispose]()
  })

  let addresses = 0
  const fromElsewhere = () => {
    const number = ++addresses
    return foyer.client({ headers: { 'x-forwarded-for': `10.1.${number >> 8}.${number & 255}` } })
  }

  /** Browsers at different addresses in which a login of this user waits, each with its page. */
  async function waiting(user: User, count: number) {
    const { q } = foyer.platform.db
    const now = clock.now()
    return Promise.all(
      Array.from({ length: count }, async () => {
        const browser = fromElsewhere()
        const token = hashSecret(`${user.id} ${addresses}`)
        const row = {
          user_id: user.id,
          id_hash: hashSecret(token),
          auth_backend: 'native',
          is_long: false,
          next: '/control/',
          tries_left: 5,
          upstream_session: null,
          upstream_data: null,
          created_at: now,
          expires_at: now + 5 * MINUTE,
        }
        await q.insertInto('staff_pending_logins').values(row).execute()
        browser.cookies.set('foyer-staff-pending', token)
        return { browser, page: await browser.get(STEP) }
      }),
    )
  }

  const wins = (answers: readonly { status: number; location: string | null }[]) =>
    answers.filter(({ status, location }) => status === 303 && location === '/control/').length

  describe('fifty at once', () => {
    it('with the same code of the app: one gets in', async () => {
      const { user, browser } = await colleague(foyer)
      const { key } = await addTotp(browser, clock)
      const rivals = await waiting(user, RIVALS)
      const token = codeAt(key, clock.now())
      const answers = await Promise.all(rivals.map((rival) => secondFactor(rival.browser, token, rival.page)))
      expect(wins(answers)).toBe(1)
    })

    it('with the same recovery code: one gets in', async () => {
      const { user, browser } = await colleague(foyer)
      const { codes } = await addTotp(browser, clock)
      const rivals = await waiting(user, RIVALS)
      const answers = await Promise.all(rivals.map((rival) => secondFactor(rival.browser, codes[0] ?? '', rival.page)))
      expect(wins(answers)).toBe(1)
      expect((await foyer.features.staffSecondFactors.of(user.id)).codes.left).toBe(9)
    })

    it('with the same answer of a passkey: one gets in', async () => {
      const { user, browser } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(browser, device)
      const rivals = await waiting(user, RIVALS)
      const [first] = rivals
      if (!first) throw new Error('nobody waits')
      const { options } = await optionsOf(first.browser, first.page, STEP)
      const credential = device.get(options)
      const challenge = first.browser.cookies.get('foyer-staff-passkey') ?? ''
      const answers = await Promise.all(
        rivals.map((rival) => {
          rival.browser.cookies.set('foyer-staff-passkey', challenge)
          return rival.browser.submit('', { credential }, { page: rival.page })
        }),
      )
      expect(wins(answers)).toBe(1)
    })

    it('with one waiting login: one gets in, and only its code is used up', async () => {
      const { user, browser } = await colleague(foyer)
      const { codes } = await addTotp(browser, clock)
      const [one] = await waiting(user, 1)
      if (!one) throw new Error('nobody waits')
      const rivals = Array.from({ length: RIVALS }, () => {
        const rival = fromElsewhere()
        for (const [name, value] of one.browser.cookies) rival.cookies.set(name, value)
        return rival
      })
      const answers = await Promise.all(
        rivals.map((rival, number) => secondFactor(rival, codes[number % 10] ?? '', one.page)),
      )
      expect(wins(answers)).toBe(1)
      expect((await foyer.features.staffSecondFactors.of(user.id)).codes.left).toBe(9)
    })

    it('with the same answer of a passkey alone: one gets in', async () => {
      const { browser } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(browser, device)
      const client = fromElsewhere()
      const page = await client.get('/control/login')
      const { options } = await optionsOf(client, page, '/control/login/passkey')
      const credential = device.get(options)
      const rivals = Array.from({ length: RIVALS }, () => {
        const rival = fromElsewhere()
        for (const [name, value] of client.cookies) rival.cookies.set(name, value)
        return rival
      })
      const form = '/control/login/passkey'
      const answers = await Promise.all(rivals.map((rival) => rival.submit('', { credential }, { page, form })))
      expect(wins(answers)).toBe(1)
    })
  })

  describe('only the first factor', () => {
    it('opens no route of the back office', async () => {
      const { browser, email } = await colleague(foyer)
      await addTotp(browser, clock)
      await foyer.organizer('acme')
      const half = await firstFactor(foyer, email)
      const token = parse((await half.get(STEP)).text).form()?.values._csrf ?? ''
      const office = routes.filter(({ url }) => url === '/control' || url.startsWith('/control/'))
      expect(office.length).toBeGreaterThan(60)
      const passed: string[] = []
      for (const { method, url } of office) {
        if (/^\/control\/(login|auth)(\/|$)/.test(url)) continue
        const path = url
          .replaceAll(':organizer', 'acme')
          .replace(/:(\w+)/g, 'x')
          .replace('*', 'x')
        const body = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? undefined : `_csrf=${token}`
        const [answer, stranger] = [await half.request(method, path, body), await foyer.client().request(method, path)]
        const isSame = answer.status === stranger.status && answer.location === stranger.location
        const isSent = answer.status === 303 && answer.location?.startsWith('/control/login')
        if (!isSent && !(isSame && stranger.status !== 200)) passed.push(`${method} ${url}: ${answer.status}`)
      }
      expect(passed.filter((line) => !/\/control\/(register|forgot|invite)/.test(line))).toEqual([])
    })

    it('does not add, remove or confirm a device, and makes no codes', async () => {
      const { user, browser, email } = await colleague(foyer)
      const { path } = await addTotp(browser, clock)
      const half = await firstFactor(foyer, email)
      const { _csrf = '' } = parse((await half.get(STEP)).text).form()?.values ?? {}
      for (const page of [`${SETTINGS}add`, `${path}delete`, `${SETTINGS}regenemergency`, `${SETTINGS}leaveteams`]) {
        const answer = await half.post(page, { _csrf, name: 'Mine', type: 'totp' })
        expect(answer.location, page).toMatch(/^\/control\/login/)
      }
      expect((await foyer.features.staffSecondFactors.of(user.id)).codes.left).toBe(10)
    })

    it('with an old session that ended brings nobody in', async () => {
      const { browser, email } = await colleague(foyer)
      const old = foyer.client()
      await old.submit('/control/login', { email, password: PASSWORD })
      await addTotp(browser, clock)
      await old.submit('/control/login', { email, password: PASSWORD })
      expect(await isIn(old)).toBe(false)
    })

    it('five wrong codes end the login; the owner still gets in from elsewhere', async () => {
      const { browser, email } = await colleague(foyer)
      const { key, codes } = await addTotp(browser, clock)
      const thief = await firstFactor(foyer, email)
      const page = await thief.get(STEP)
      for (let tries = 1; tries < 5; tries++)
        expect((await secondFactor(thief, wrongCode(key, clock))).status).toBe(422)
      expect((await secondFactor(thief, wrongCode(key, clock))).location).toBe('/control/login')
      expect((await secondFactor(thief, codeAt(key, clock.now()), page)).location).toBe('/control/login')
      expect(await isIn(thief)).toBe(false)
      const again = await firstFactor(foyer, email)
      for (let tries = 1; tries < 5; tries++) await secondFactor(again, wrongCode(key, clock))
      await secondFactor(again, wrongCode(key, clock))
      const third = await firstFactor(foyer, email)
      expect((await secondFactor(third, codeAt(key, clock.now()))).status).toBe(429)
      expect((await secondFactor(third, codes[0] ?? '')).status).toBe(303)
      const owner = fromElsewhere()
      await owner.submit('/control/login', { email, password: PASSWORD })
      expect((await secondFactor(owner, codeAt(key, clock.now()))).status).toBe(303)
      clock.advance(15 * MINUTE)
    })
  })

  describe('factors of somebody else', () => {
    it('do not count: neither code, nor recovery code, nor passkey', async () => {
      const ann = await colleague(foyer)
      const bea = await colleague(foyer)
      await addTotp(ann.browser, clock)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(ann.browser, new SoftAuthenticator(foyer.url))
      const { key, codes } = await addTotp(bea.browser, clock)
      await addPasskey(bea.browser, device)
      const half = await firstFactor(foyer, ann.email)
      expect((await secondFactor(half, codeAt(key, clock.now()))).status).toBe(422)
      expect((await secondFactor(half, codes[0] ?? '')).status).toBe(422)
      const page = await half.get(STEP)
      const { options } = await optionsOf(half, page, STEP)
      const { allowCredentials: _allowed, ...any } = options
      for (const tricks of [{}, { userHandle: Buffer.from(ann.user.id) }]) {
        const answer = await half.submit('', { credential: device.get(any, tricks) }, { page })
        expect(answer.status).toBe(422)
      }
      expect((await foyer.features.staffSecondFactors.of(bea.user.id)).codes.left).toBe(10)
    })

    it('cannot be seen, confirmed, renamed or removed', async () => {
      const ann = await colleague(foyer)
      const bea = await colleague(foyer)
      const { path } = await addTotp(bea.browser, clock, 'Phone')
      const draft = await bea.browser.submit(`${SETTINGS}add`, { name: 'New', type: 'totp' })
      const { _csrf = '' } = parse((await ann.browser.get(`${SETTINGS}add`)).text).form()?.values ?? {}
      for (const page of [`${path}delete`, `${path}rename`, `${path.replace('totp', 'webauthn')}delete`]) {
        expect((await ann.browser.get(page)).status, page).toBe(404)
        expect((await ann.browser.post(page, { _csrf, name: 'Mine' })).status, page).toBe(404)
      }
      expect((await ann.browser.get(draft.location ?? '')).location).toBe(SETTINGS)
      expect((await ann.browser.post(draft.location ?? '', { _csrf, code: '123456' })).location).toBe(SETTINGS)
      expect(await devicesOf(bea.browser)).toEqual(['Phone'])
    })

    it('are out of reach for administrators who look through the account', async () => {
      const admin = await colleague(foyer, { isAdmin: true })
      const bea = await colleague(foyer)
      const { sessions } = foyer.features.staff
      const [session] = await sessions.ofUser(admin.user.id)
      if (!session) throw new Error('no session')
      await foyer.platform.db.transaction((q) => sessions.actAs(q, session, bea.user.id))
      expect((await admin.browser.get('/control/')).status).toBe(200)
      for (const page of ['', 'add', 'regenemergency', 'leaveteams']) {
        expect((await admin.browser.get(SETTINGS + page)).status, page).toBe(403)
      }
    })
  })

  describe('a passkey', () => {
    const PASSKEY_LOGIN = { form: '/control/login/passkey' }

    it('whose counter goes back was copied: refused in each place, and told to the history', async () => {
      const { user, browser, email } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(browser, device)
      const copy = device.copy()
      expect((await provePasskey(await firstFactor(foyer, email), STEP, device)).status).toBe(303)
      expect((await provePasskey(await firstFactor(foyer, email), STEP, copy)).status).toBe(422)
      const tricks = { count: 1 }
      const alone = await provePasskey(foyer.client(), '/control/login', device, { ...PASSKEY_LOGIN, tricks })
      expect(alone.location).toBe('/control/login')
      const refused = await foyer.platform.db.q
        .selectFrom('audit_log')
        .select('data')
        .where('object_id', '=', user.id)
        .where('action', '=', 'foyer.staff.login.failed')
        .execute()
      expect(refused.map(({ data }) => data.includes('passkey_counter'))).toEqual([true, true])
    })

    it('logs in alone only with its holder verified; as a second factor it may do without', async () => {
      const { browser, email } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      const tricks = { isUserVerified: false }
      await addPasskey(browser, device, { tricks })
      const alone = await provePasskey(foyer.client(), '/control/login', device, { ...PASSKEY_LOGIN, tricks })
      expect(alone.location).toBe('/control/login')
      expect((await provePasskey(await firstFactor(foyer, email), STEP, device, { tricks })).location).toBe('/control/')
      clock.advance(15 * MINUTE + SECOND)
      const { location } = await browser.get(SETTINGS)
      const again = await provePasskey(browser, location ?? '', device, { form: '/control/reauth/passkey', tricks })
      expect(again.status).toBe(422)
    })

    it('does not log in alone to accounts of other backends, nor to inactive ones', async () => {
      const foreign = foyer.client()
      await foreign.submit('/control/login?backend=acme', { username: 'zoe', password: 'sesame' })
      const hers = new SoftAuthenticator(foyer.url)
      await addPasskey(foreign, hers)
      const client = foyer.client()
      expect((await provePasskey(client, '/control/login', hers, PASSKEY_LOGIN)).location).toBe('/control/login')
      expect(await isIn(client)).toBe(false)
      const { user, browser } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(browser, device)
      await foyer.platform.db.q.updateTable('users').set({ is_active: false }).where('id', '=', user.id).execute()
      expect((await provePasskey(client, '/control/login', device, PASSKEY_LOGIN)).location).toBe('/control/login')
      expect(await isIn(client)).toBe(false)
    })

    it('answers one question only: what was asked for one purpose does not count for another', async () => {
      const { browser, email } = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      await addPasskey(browser, device)
      const half = await firstFactor(foyer, email)
      const { options } = await optionsOf(half, await half.get(STEP), STEP)
      const credential = device.get(options)
      const answer = await half.submit('/control/login', { credential }, PASSKEY_LOGIN)
      expect(answer.location).toBe('/control/login')
      expect(await isIn(half)).toBe(false)
    })

    it('that is no answer is 422, never 500', async () => {
      const { browser, email } = await colleague(foyer)
      await addPasskey(browser, new SoftAuthenticator(foyer.url))
      const nonsense = [
        '{',
        '{}',
        '{"id":1}',
        '[]',
        'null',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA"}}',
        `{"id":"${'A'.repeat(50_000)}"}`,
      ]
      for (const credential of nonsense) {
        const half = await firstFactor(foyer, email)
        const page = await half.get(STEP)
        await optionsOf(half, page, STEP)
        expect((await half.submit('', { credential }, { page })).status, credential).toBe(422)
        const form = '/control/login/passkey'
        expect((await foyer.client().submit('/control/login', { credential }, { form })).status, credential).toBe(303)
        const add = await browser.submit(`${SETTINGS}add`, { name: 'Key', type: 'webauthn' }, { follow: true })
        await optionsOf(browser, add, 'webauthn/new/confirm')
        const made = await browser.submit('', { credential }, { page: add, form: 'webauthn/new/confirm' })
        expect(made.status, credential).toBe(422)
      }
      const typed = await firstFactor(foyer, email)
      const page = await typed.get(STEP)
      for (const token of ['{', '{}', '{"id":1}']) {
        expect((await typed.submit('', { token }, { page })).status, token).toBe(422)
      }
    })

    it('is one person’s: a credential that is known cannot be added again', async () => {
      const ann = await colleague(foyer)
      const bea = await colleague(foyer)
      const device = new SoftAuthenticator(foyer.url)
      const page = await ann.browser.submit(`${SETTINGS}add`, { name: 'Key', type: 'webauthn' }, { follow: true })
      const { options } = await optionsOf(ann.browser, page, 'webauthn/new/confirm')
      const credential = device.create(options)
      const hers = await bea.browser.submit(`${SETTINGS}add`, { name: 'Key', type: 'webauthn' }, { follow: true })
      await optionsOf(bea.browser, hers, 'webauthn/new/confirm')
      const stolen = await bea.browser.submit('', { credential }, { page: hers, form: 'webauthn/new/confirm' })
      expect(stolen.status).toBe(422)
      const added = await ann.browser.submit('', { credential }, { page, form: 'webauthn/new/confirm' })
      expect(added.status).toBe(303)
    })
  })

  it('a code of the app counts once, and none from before it; nor does the one that confirmed it', async () => {
    const { browser, email } = await colleague(foyer)
    const { key } = await addTotp(browser, clock)
    const now = clock.now()
    expect((await secondFactor(await firstFactor(foyer, email), codeAt(key, now - 30_000))).status).toBe(422)
    expect((await secondFactor(await firstFactor(foyer, email), codeAt(key, now + 30_000))).status).toBe(303)
    const half = await firstFactor(foyer, email)
    for (const at of [now + 30_000, now]) expect((await secondFactor(half, codeAt(key, at))).status).toBe(422)
  })

  it('an account that was switched off between the factors does not get in', async () => {
    const { user, browser, email } = await colleague(foyer)
    const { key } = await addTotp(browser, clock)
    const half = await firstFactor(foyer, email)
    const page = await half.get(STEP)
    await foyer.platform.db.q.updateTable('users').set({ is_active: false }).where('id', '=', user.id).execute()
    expect((await secondFactor(half, codeAt(key, clock.now()), page)).location).toBe('/control/login')
    expect(await isIn(half)).toBe(false)
  })

  it('leads to no other site', async () => {
    const { browser, email } = await colleague(foyer)
    const { key } = await addTotp(browser, clock)
    const half = await firstFactor(foyer, email, '//evil.example/')
    const page = await half.get(`${STEP}?next=//evil.example/`)
    const answer = await half.submit('', { token: codeAt(key, clock.now()), next: '//evil.example/' }, { page })
    expect(answer.location).toBe('/control/')
    expect((await foyer.client().get(`${STEP}?next=//evil.example/`)).location).toBe('/control/login')
  })

  it('keys are encrypted, codes hashed, and neither is in the log', async () => {
    const { user, browser, email } = await colleague(foyer)
    const { key, codes } = await addTotp(browser, clock)
    const code = codeAt(key, clock.now())
    await secondFactor(await firstFactor(foyer, email), code)
    await secondFactor(await firstFactor(foyer, email), codes[0] ?? '')
    const { q } = foyer.platform.db
    const mine = (table: 'staff_totp_devices' | 'staff_recovery_codes') =>
      q.selectFrom(table).selectAll().where('user_id', '=', user.id).execute()
    const history = await q.selectFrom('audit_log').selectAll().execute()
    const stored = JSON.stringify([await mine('staff_totp_devices'), await mine('staff_recovery_codes'), history])
    const said = JSON.stringify(log.lines)
    expect(said.length).toBeGreaterThan(1000)
    for (const secret of [key, ...codes, ...codes.map((one) => one.replaceAll('-', ''))]) {
      expect(stored).not.toContain(secret)
      expect(said).not.toContain(secret)
    }
  })

  it('requires forms of its own', async () => {
    const clients: BrowserClient[] = [foyer.client(), (await colleague(foyer)).browser]
    for (const client of clients) {
      for (const path of [STEP, `${STEP}/passkey/options`, '/control/login/passkey', `${SETTINGS}add`]) {
        const answer = await client.post(path, { token: '123456' })
        expect(answer.status === 403 || answer.location?.startsWith('/control/login'), path).toBe(true)
      }
    }
  })
})
