import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/core/clock.ts'
import { readOrigins } from '../../src/core/origins.ts'
import { hashSecret } from '../../src/core/random.ts'
import { popupLoginStore } from '../../src/features/popup-login/store.ts'
import { logIn, makeCustomer } from '../support/accounts.ts'
import type { Answer, BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer } from '../support/server.ts'
import { changeProvider, makeProvider, personOf } from '../support/sso-people.ts'
import { movableClock } from '../support/staff.ts'

const SHOP = 'https://shop.example'
const VERIFIER = 'v'.repeat(43)
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')

const popup = (fields: Record<string, string> = {}) =>
  `/acme/account/popup?${new URLSearchParams({
    origin: SHOP,
    cart: 'cart-1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...fields,
  })}`

/** What the script of the last page hands over, and to whom. */
function handedOver({ text }: Answer): { origin: string; value: string } {
  const [, origin = '', value = ''] = /data-origin="([^"]*)" data-value="([^"]*)"/.exec(text) ?? []
  return { origin, value }
}

async function valueFor(browser: BrowserClient, fields: Record<string, string> = {}): Promise<string> {
  const page = await browser.get(popup(fields), { follow: true })
  return handedOver(await browser.submit('', { answer: 'continue' }, { page, form: '/account/popup/' })).value
}

async function inOrder<T>(isSecondFirst: boolean, first: () => Promise<T>, second: () => Promise<unknown>): Promise<T> {
  if (isSecondFirst) await second()
  const result = await first()
  if (!isSecondFirst) await second()
  return result
}

describeOnBoth('the login in a popup', (kind) => {
  const started = async (clock = movableClock()) => {
    const foyer = await startFoyer(kind, { platform: { clock } })
    const acme = await foyer.organizer('acme', { customer_accounts_popup_origins: SHOP })
    const ann = await makeCustomer(foyer, acme)
    const redeem = (value: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      foyer
        .client()
        .post('/acme/account/popup/redeem', { value, cart: 'cart-1', code_verifier: VERIFIER, ...more }, { headers })
    return { foyer, acme, ann, redeem, clock, [Symbol.asyncDispose]: () => foyer.stop() }
  }

  it('60: leads through the login page, asks, and hands a value to the exact origin, which is worth an account once', async () => {
    await using world = await started()
    const { foyer, ann, redeem } = world
    const browser = foyer.client()
    const first = await browser.get(popup())
    expect(first.status).toBe(303)
    expect(first.location).toMatch(/^\/acme\/account\/login\?next=%2Facme%2Faccount%2Fpopup%2F[A-Z2-9]{10}$/)
    const login = await browser.get(first.location ?? '')
    expect(login.headers.get('cross-origin-opener-policy')).toBe('unsafe-none')
    const { email } = { email: 'ann@example.org' }
    const loggedIn = await browser.submit('', { email, password: 'correct horse 1' }, { page: login, follow: true })
    expect(parse(loggedIn.text).text('h1')).toBe('Continue to your order')
    expect(loggedIn.text).toContain('go to shop.example')
    const done = await browser.submit('', { answer: 'continue' }, { page: loggedIn, form: '/account/popup/' })
    const { origin, value } = handedOver(done)
    expect(origin).toBe(SHOP)
    expect(done.headers.get('cross-origin-opener-policy')).toBe('unsafe-none')
    const answer = await redeem(value, {}, { origin: SHOP })
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(JSON.parse(answer.text)).toEqual({
      identifier: ann.identifier,
      name: 'Ann Example',
      email,
      email_verified: true,
      locale: 'en',
    })
    expect(JSON.parse((await redeem(value)).text)).toMatchObject({ error: 'invalid_grant' })
    expect((await browser.get('/acme/account/')).headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })

  it('47: is refused to other origins, however close, and so is a request without a challenge', async () => {
    await using world = await started()
    const { foyer } = world
    const browser = foyer.client()
    const wrong = [
      'http://shop.example',
      `${SHOP}:8443`,
      `${SHOP}.evil.example`,
      'https://sub.shop.example',
      'null',
      '',
      `${SHOP}/`,
    ]
    for (const origin of wrong) {
      const page = await browser.get(popup({ origin }))
      expect([origin, page.status, page.location]).toEqual([origin, 400, null])
    }
    for (const fields of [{ code_challenge: '' }, { code_challenge_method: 'plain' }, { cart: '' }]) {
      expect((await browser.get(popup(fields))).status).toBe(400)
    }
    expect((await browser.get(popup({ origin: foyer.url }))).status).toBe(303)
  })

  it('d.4 J: its value counts once, for this cart, this page and this origin, and not for long', async () => {
    const clock = movableClock()
    await using world = await started(clock)
    const { foyer, acme, redeem } = world
    const browser = foyer.client()
    await logIn(browser)
    const value = await valueFor(browser)
    expect(value).toMatch(/^[\w-]{43}$/)
    expect((await redeem(value, { cart: 'cart-2' })).status).toBe(400)
    expect((await redeem(value, { code_verifier: 'w'.repeat(43) })).status).toBe(400)
    expect((await redeem(value, {}, { origin: foyer.url })).status).toBe(400)
    const stranger = await redeem(value, {}, { origin: 'https://evil.example' })
    expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).toEqual([400, null])
    await foyer.organizer('other')
    const body = { value, cart: 'cart-1', code_verifier: VERIFIER }
    expect((await foyer.client().post('/other/account/popup/redeem', body)).status).toBe(400)
    const answers = await Promise.all(Array.from({ length: 50 }, () => redeem(value)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)

    const late = await valueFor(browser)
    clock.advance(3 * MINUTE)
    expect((await redeem(late)).status).toBe(400)

    const disabled = await valueFor(browser)
    await foyer.features.customers.update(acme, world.ann.id, { isActive: false }, { type: 'system' })
    expect((await redeem(disabled)).status).toBe(400)
  })

  it('d.4 A: no value outlives the provider of its session, also when it is made in the moment that ends it', async () => {
    await using world = await started()
    const { foyer, acme, redeem } = world
    const { customerIdentities, popupLogin, signIn, ssoProviders } = foyer.features
    const provider = await makeProvider(foyer, acme, { settings: { authMethod: 'none' } })
    const arrival = await customerIdentities.arrive(acme, personOf(provider, 'ann'))
    if (!('identity' in arrival)) throw new Error(arrival.kind)
    const { customer, identity } = arrival
    const upstream = { identityId: identity.id, sessionId: null, data: null, authAt: null }
    const client = { userAgent: 'test', ip: '192.0.2.1' }
    const login = { amr: [], upstream, client, host: null, previousToken: null }
    const opened = { origin: SHOP, cart: 'cart-1', challenge: CHALLENGE }
    const isActive = (active: boolean) => changeProvider(foyer, acme, provider.id, { isActive: active })

    for (const order of ['off first', 'value first', 'at once', 'at once', 'at once']) {
      const token = await signIn.sessions.start(foyer.platform.db.q, acme, customer.id, login)
      const session = (await signIn.sessions.find(acme, token))?.session
      if (!session) throw new Error('no session')
      const secret = await popupLogin.open(acme.id, opened)
      const turnOff = () => ssoProviders.update(acme.id, provider.id, { isActive: false }, { type: 'system' })
      const give = () => popupLogin.giveValue(acme.id, secret, session)
      const given =
        order === 'at once'
          ? (await Promise.all([give(), turnOff()]))[0]
          : await inOrder(order === 'off first', give, turnOff)
      if (order !== 'at once') expect(given === null).toBe(order === 'off first')
      if (given) expect((await redeem(given.value)).status).toBe(400)
      await isActive(true)
    }
  })

  it('is no deadlock with the end of the account, which ends the value', async () => {
    await using world = await started()
    const { foyer, acme, ann } = world
    const { customers, popupLogin, signIn } = foyer.features
    const { db } = foyer.platform
    const login = { amr: [], client: { userAgent: 'test', ip: '192.0.2.1' }, host: null, previousToken: null }
    const token = await signIn.sessions.start(db.q, acme, ann.id, login)
    const session = (await signIn.sessions.find(acme, token))?.session
    if (!session) throw new Error('no session')
    const idHash = hashSecret(await popupLogin.open(acme.id, { origin: SHOP, cart: 'cart-1', challenge: CHALLENGE }))
    const gate = Promise.withResolvers<void>()
    const ended = gate.promise.then(() => customers.anonymize(acme, ann.id, { type: 'system' }))
    const given = await db.transaction(async (q) => {
      await signIn.sessions.hold(q, acme.id, session)
      gate.resolve()
      const waiting = sql`select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`
      if (kind === 'postgres') await expect.poll(async () => (await waiting.execute(q)).rows.length).toBeGreaterThan(0)
      const times = { now: world.clock.now(), expiresAt: world.clock.now() + MINUTE }
      return popupLoginStore(q).giveValue(acme.id, idHash, { hash: hashSecret('value'), customerId: ann.id, ...times })
    })
    await ended
    expect([given, (await world.redeem('value')).status]).toEqual([{ origin: SHOP }, 400])
  })

  it('belongs to the browser that opened it; a canceled one hands nothing over', async () => {
    await using world = await started()
    const { foyer } = world
    const [browser, other] = [foyer.client(), foyer.client()]
    await logIn(browser)
    await logIn(other)
    const path = (await browser.get(popup())).location ?? ''
    const done = new URL(path, foyer.url).searchParams.get('next') ?? ''
    const elsewhere = await other.get(done)
    expect([elsewhere.status, parse(elsewhere.text).text('h1')]).toEqual([410, 'This login is over'])
    const page = await browser.get(done)
    const canceled = await browser.submit('', { answer: 'cancel' }, { page, form: '/account/popup/' })
    expect(handedOver(canceled)).toEqual({ origin: SHOP, value: '' })
    expect((await browser.get(done)).status).toBe(410)
  })

  it('several popups of one browser do not get into each other', async () => {
    await using world = await started()
    const { foyer, redeem } = world
    const browser = foyer.client()
    await logIn(browser)
    const pages: Answer[] = []
    for (const cart of ['one', 'two', 'three']) pages.push(await browser.get(popup({ cart }), { follow: true }))
    const values: string[] = []
    for (const page of pages) {
      values.push(handedOver(await browser.submit('', { answer: 'continue' }, { page, form: '/account/popup/' })).value)
    }
    const statuses = await Promise.all(['one', 'two', 'three'].map((cart, n) => redeem(values[n] ?? '', { cart })))
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200])
  })
})

describe('origins', () => {
  it('are whole ones: scheme, host and port', () => {
    expect(readOrigins(' https://a.example, https://B.example:8443/\nhttp://localhost:3000 https://a.example')).toEqual(
      {
        origins: ['https://a.example', 'https://b.example:8443', 'http://localhost:3000'],
      },
    )
    for (const word of [
      'http://a.example',
      'https://a.example/x',
      'https://u@a.example',
      '*',
      'https://*.a.example',
      'a.example',
      'data:x',
    ]) {
      expect(readOrigins(word)).toEqual({ wrong: word })
    }
    expect(readOrigins(Array.from({ length: 21 }, (_, n) => `https://${n}.example`).join(' '))).toHaveProperty('wrong')
    expect(readOrigins('')).toEqual({ origins: [] })
  })
})
