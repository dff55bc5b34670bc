import { UnsecuredJWT } from 'jose'
import { expect, it } from 'vitest'
import { OutgoingRefused } from '../../src/platform/outgoing/errors.ts'
import { generateSigningKey } from '../../src/protocol/keys/generate-key.ts'
import { createSigner } from '../../src/protocol/keys/signer.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { loggedIn, newClient } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'
import {
  type AppLogin,
  BACK_CHANNEL,
  endSession,
  FAREWELL,
  heading,
  isSignedOut,
  type LogoutWorld,
  logoutTokens,
  logoutWorld,
  useApp,
  usingApp,
} from '../support/single-logout.ts'

const LOGOUT = '/acme/oauth2/v1/logout'
const SIGNED_OUT = 'You are logged out'
const QUESTION = 'Log out of acme festival?'
const NOTICE = 'You will not be sent back to the app'

type Params = Record<string, string>
const back = { post_logout_redirect_uri: FAREWELL, state: 'one' }

async function forged(claims: object): Promise<string> {
  const { kid } = await generateSigningKey('ES256')
  return (await createSigner({ ...(await generateSigningKey('ES256')), kid })).sign(claims)
}

/** Requests after which nobody may be sent to an app, with what the page says. */
const FAULTY: readonly [string, (login: AppLogin, world: LogoutWorld) => Params | Promise<Params>, RegExp][] = [
  [
    'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri',
    ({ idToken }) => ({ id_token_hint: idToken, ...back, post_logout_redirect_uri: `${FAREWELL}/random` }),
    /register this post-logout redirect URI: https:\/\/app\.example\/bye\/random/,
  ],
  [
    'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
    ({ idToken }) => ({ id_token_hint: idToken, ...back, post_logout_redirect_uri: `${FAREWELL}?foo=bar` }),
    /not registered/,
  ],
  [
    'oidcc-rp-initiated-logout-modified-id-token-hint',
    ({ claims }) => ({ id_token_hint: new UnsecuredJWT(claims).encode(), ...back }),
    /did not issue/,
  ],
  [
    'oidcc-rp-initiated-logout-bad-id-token-hint',
    async ({ claims }) => ({ id_token_hint: await forged(claims), ...back }),
    /did not issue/,
  ],
  ['oidcc-rp-initiated-logout-no-id-token-hint', () => back, /did not say which app/],
  [
    'a bad hint beside a good client_id',
    ({ claims }, { app }) => ({ id_token_hint: new UnsecuredJWT(claims).encode(), client_id: app.clientId, ...back }),
    /did not issue/,
  ],
  ['an unknown client_id', () => ({ client_id: 'nobody', ...back }), /not known/],
  [
    'the ID token of another app',
    async ({ idToken }, { foyer, acme }) => {
      const other = await newClient(foyer, acme, { name: 'Other', postLogoutRedirectUris: [FAREWELL] })
      return { id_token_hint: idToken, client_id: other.clientId, ...back }
    },
    /another app/,
  ],
  ['an access token as a hint', ({ accessToken }) => ({ id_token_hint: accessToken, ...back }), /did not issue/],
]

describeOnBoth('a logout request with a fault', (kind) => {
  it.each(FAULTY)('%s: asks, says why, and leads to no app', async (_name, params, why) => {
    await using world = await logoutWorld(kind)
    const login = await usingApp(world)
    const { browser } = login
    const sent = await params(login, world)
    const question = await endSession(browser, sent)
    expect([question.status, heading(question)]).toEqual([200, QUESTION])
    expect(parse(question.text).text('.notice')).toContain(NOTICE)
    expect(parse(question.text).text('.notice')).toMatch(why)
    expect(await isSignedOut(world, browser)).toBe(false)
    const done = await browser.submit('', {}, { page: question })
    expect([done.status, done.location]).toEqual([303, `${LOGOUT}/done`])
    expect(await isSignedOut(world, browser)).toBe(true)
    const nobody = await endSession(browser, sent)
    expect([nobody.status, heading(nobody)]).toEqual([200, SIGNED_OUT])
    expect(parse(nobody.text).text('.notice')).toMatch(why)
    const posted = await browser.post(LOGOUT, sent, { follow: true })
    expect([posted.status, heading(posted)]).toEqual([200, SIGNED_OUT])
  })

  it('is refused when it says something twice or at great length', async () => {
    await using world = await logoutWorld(kind)
    const { browser, idToken } = await usingApp(world)
    for (const name of [
      'id_token_hint',
      'client_id',
      'post_logout_redirect_uri',
      'state',
      'logout_hint',
      'ui_locales',
    ]) {
      for (const method of ['GET', 'POST']) {
        const query = `id_token_hint=${idToken}&${name}=a&${name}=b`
        const answer =
          method === 'GET' ? await browser.get(`${LOGOUT}?${query}`) : await browser.request('POST', LOGOUT, query)
        expect([name, method, answer.status]).toEqual([name, method, 400])
        expect(answer.text).toContain(`more than once`)
      }
    }
    expect((await endSession(browser, { id_token_hint: idToken, state: 'x'.repeat(5000) })).status).toBe(400)
    expect(await isSignedOut(world, browser)).toBe(false)
  })

  it('never fails on what a program can send', async () => {
    await using world = await logoutWorld(kind)
    const { browser } = await usingApp(world)
    const values = [
      '',
      'x',
      '\0',
      '%',
      '%ff',
      '\ud800',
      '../..',
      'null',
      '[]',
      '{}',
      'a.b.c',
      'é'.repeat(300),
      '//evil.example',
    ]
    const names = ['id_token_hint', 'client_id', 'post_logout_redirect_uri', 'state', 'ui_locales', 'request', '_csrf']
    for (const name of names) {
      for (const value of values) {
        const query = `${name}=${encodeURIComponent(value.toWellFormed())}&post_logout_redirect_uri=//evil.example`
        for (const path of [LOGOUT, `${LOGOUT}/apps`, `${LOGOUT}/done`]) {
          const { status, location } = await browser.get(`${path}?${query}`)
          expect(status).toBeLessThan(500)
          expect(location ?? '/').toMatch(/^\/(?!\/)/)
        }
        const { status, location } = await browser.request('POST', LOGOUT, query)
        expect(status).toBeLessThan(500)
        expect(location ?? '/').toMatch(/^\/(?!\/)/)
      }
    }
    const json = await browser.request('POST', LOGOUT, '{"a":1}', { headers: { 'content-type': 'application/json' } })
    expect(json.status).toBeLessThan(500)
    expect(await isSignedOut(world, browser)).toBe(false)
  })
})

describeOnBoth('the question before a logout', (kind) => {
  it('takes a yes from its own form only', async () => {
    await using world = await logoutWorld(kind)
    const { browser } = await usingApp(world)
    const question = await endSession(browser, {})
    const { values = {} } = parse(question.text).form(LOGOUT) ?? {}
    const { _csrf, ...without } = values
    const stranger = await world.foyer.client().get('/acme/account/login')
    const strange = { ...without, _csrf: parse(stranger.text).form()?.values._csrf ?? '' }
    for (const fields of [without, strange]) expect((await browser.post(LOGOUT, fields)).status).toBe(403)
    const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await browser.post(LOGOUT, values, crossSite)).status).toBe(403)
    expect(await isSignedOut(world, browser)).toBe(false)
    expect((await browser.post(LOGOUT, values)).status).toBe(303)
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it('believes no request that was changed, is too old, or was made for another organizer', async () => {
    let now = Date.now()
    await using world = await logoutWorld(kind, {}, { clock: { now: () => now } })
    const { foyer, app } = world
    const { browser } = await usingApp(world)
    const other = await foyer.organizer('other')
    await newClient(foyer, other, { postLogoutRedirectUris: [FAREWELL] })
    const question = await endSession(browser, { client_id: app.clientId, ...back })
    const sealed = parse(question.text).form(LOGOUT)?.values.request ?? ''
    const elsewhere = await foyer.client().get(`/other/oauth2/v1/logout?${new URLSearchParams({ request: sealed })}`)
    expect(elsewhere.location).toBe('/other/oauth2/v1/logout/done')
    const changed = sealed.slice(0, -3) + (sealed.endsWith('AAA') ? 'BBB' : 'AAA')
    const stranger = await foyer.client().get(`${LOGOUT}?${new URLSearchParams({ request: changed })}`)
    expect(stranger.location).toBe(`${LOGOUT}/done`)
    now += 3_601_000
    expect((await browser.submit('', {}, { page: question })).location).toBe(`${LOGOUT}/done`)
  })

  it('leads back to no address that is not registered any more', async () => {
    await using world = await logoutWorld(kind)
    const { foyer, acme, app } = world
    const { browser } = await usingApp(world)
    const question = await endSession(browser, { client_id: app.clientId, ...back })
    await foyer.features.ssoClients.update(acme.id, app.id, { postLogoutRedirectUris: [] }, { type: 'system' })
    expect((await browser.submit('', {}, { page: question })).location).toBe(`${LOGOUT}/done`)
  })
})

describeOnBoth('a logout', (kind) => {
  it('tells each app once, of fifty at the same time', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    const { browser, idToken } = await usingApp(world)
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const url = `${world.foyer.url}${LOGOUT}?${new URLSearchParams({ id_token_hint: idToken, ...back })}`
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => fetch(url, { redirect: 'manual', headers: { cookie } })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(new Set(answers.map(({ headers }) => headers.get('location')))).toEqual(new Set([`${FAREWELL}?state=one`]))
    await world.foyer.deliver()
    expect(logoutTokens(world)).toHaveLength(1)
    const { q } = world.foyer.platform.db
    const logouts = q.selectFrom('audit_log').select('id').where('action', '=', 'foyer.customer.logout')
    expect(await logouts.execute()).toHaveLength(1)
  })

  it('is undone together with its messages when it cannot be written', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    const { foyer, acme } = world
    const { browser } = await usingApp(world)
    const token = browser.cookies.get('foyer-customer-acme') ?? ''
    const failing = foyer.platform.db.transaction(async (q) => {
      expect(await foyer.features.signIn.sessions.end(q, acme, token)).not.toBeNull()
      throw new Error('disk full')
    })
    await expect(failing).rejects.toThrow('disk full')
    await foyer.deliver()
    expect(logoutTokens(world)).toEqual([])
    expect(await isSignedOut(world, browser)).toBe(false)
  })

  it('is told again by another process when the first was killed over it, with the same message', async () => {
    let now = Date.now()
    const clock = { now: () => now }
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL }, { clock })
    const { foyer, outgoing } = world
    const { promise: never } = Promise.withResolvers<string>()
    outgoing.on(BACK_CHANNEL, () => never)
    const { browser } = await usingApp(world)
    await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    await expect.poll(() => logoutTokens(world).length).toBe(1)
    await foyer.platform.outbox.stop(1)

    await using second = await startFoyer(kind, { beside: foyer, platform: { outgoing, clock } })
    outgoing.on(BACK_CHANNEL, '')
    await second.deliver()
    expect(logoutTokens(world)).toHaveLength(1)
    now += 61_000
    await second.deliver()
    const [first, again] = logoutTokens(world).map(payloadOf)
    expect(again?.jti).toBe(first?.jti)
    expect(Number(again?.exp)).toBeGreaterThan(now / 1000)
  })

  it('is tried again while the app fails, with a new message each time, and shows up for staff', async () => {
    let now = Date.now()
    const clock = { now: () => now }
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL }, { clock })
    const { foyer, acme, app, outgoing } = world
    const answers = [500, 429, 408, 200]
    outgoing.on(BACK_CHANNEL, () => ({ status: answers.shift() ?? 200 }))
    const { browser } = await usingApp(world)
    await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    await foyer.deliver()
    const deliveries = () => foyer.features.singleLogout.deliveries(acme.id, app.id, 10)
    expect(await deliveries()).toMatchObject([
      { recipient: BACK_CHANNEL, state: 'pending', attempts: 1, lastError: 'the app answered 500' },
    ])
    for (let attempt = 0; attempt < 3; attempt++) {
      now += 15 * 60_000
      await foyer.deliver()
    }
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 3, lastError: null, doneAt: now }])
    const tokens = logoutTokens(world).map(payloadOf)
    expect(tokens).toHaveLength(4)
    expect(new Set(tokens.map(({ jti }) => jti)).size).toBe(4)
    expect(tokens.every(({ iat, exp }) => Number(exp) - Number(iat) === 120)).toBe(true)
    const other = await foyer.organizer('other')
    expect(await foyer.features.singleLogout.deliveries(other.id, app.id, 10)).toEqual([])
  })

  it('is given up at once when the app refuses the message, or may not be called', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    const { foyer, acme, app, outgoing } = world
    outgoing.on(BACK_CHANNEL, { status: 400, body: '{"error":"invalid_request","error_description":"secret"}' })
    const { browser } = await usingApp(world)
    await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    await foyer.deliver()
    expect(await foyer.features.singleLogout.deliveries(acme.id, app.id, 10)).toMatchObject([
      { state: 'dead', attempts: 1, lastError: 'the app answered 400 (invalid_request)' },
    ])

    outgoing.on(BACK_CHANNEL, () => {
      throw new OutgoingRefused('private_address', 'https://app.example')
    })
    const again = await usingApp(world)
    await again.browser.submit('/acme/account/logout', {}, { form: 'logout' })
    await foyer.deliver()
    expect(await foyer.features.singleLogout.deliveries(acme.id, app.id, 1)).toMatchObject([
      { state: 'dead', lastError: 'https://app.example: the host is in a private network' },
    ])
  })

  it('keeps what it tells apps out of sight in the database', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    await world.foyer.platform.outbox.stop()
    const { browser, claims } = await usingApp(world)
    await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    const rows = await world.foyer.platform.db.q.selectFrom('outbox').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(String(claims.sub))
  })
})

describeOnBoth('what scripts may know of a login', (kind) => {
  it('is one cookie, which opens nothing; the session stays out of their sight', async () => {
    await using world = await logoutWorld(kind)
    const browser = await loggedIn(world.foyer, world.acme, world.ann)
    const token = browser.cookies.get('foyer-customer-acme') ?? ''
    const page = await browser.get('/acme/account/')
    const lines = page.headers.getSetCookie()
    const readable = lines.filter((line) => !/httponly/i.test(line))
    expect(readable).toEqual([
      expect.stringMatching(/^foyer-state-acme=[\w-]{43}; Max-Age=\d+; Path=\/; SameSite=Lax$/),
    ])
    expect(readable.join()).not.toContain(token)
    const stored = await world.foyer.platform.db.q.selectFrom('customer_sessions').selectAll().execute()
    const state = browser.cookies.get('foyer-state-acme') ?? ''
    expect(JSON.stringify(stored)).not.toContain(state)
    const thief = world.foyer.client()
    thief.cookies.set('foyer-customer-acme', state)
    expect((await thief.get('/acme/account/')).status).toBe(303)
    expect((await browser.get('/acme/account/')).headers.getSetCookie()).toEqual([])
  })

  it('does not change with a request from another site, to which the session cookie does not go', async () => {
    await using world = await logoutWorld(kind)
    const browser = await loggedIn(world.foyer, world.acme, world.ann)
    await useApp(world, browser)
    const state = browser.cookies.get('foyer-state-acme') ?? ''
    const frame = world.foyer.client()
    frame.cookies.set('foyer-state-acme', state)
    await frame.get('/acme/account/login')
    expect(frame.cookies.get('foyer-state-acme')).toBe(state)
  })

  it('says that nobody is logged in once the session was ended elsewhere', async () => {
    await using world = await logoutWorld(kind)
    const browser = await loggedIn(world.foyer, world.acme, world.ann)
    await browser.get('/acme/account/')
    await world.foyer.features.customers.update(world.acme, world.ann.id, { isActive: false }, { type: 'system' })
    await browser.get('/acme/')
    expect(browser.cookies.get('foyer-state-acme')).toBe('none')
  })
})

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}
