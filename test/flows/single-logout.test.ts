import { createRemoteJWKSet, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { codeFor, loggedIn, logIn, newClient, newCustomer, redeem, userinfo } from '../support/provider.ts'
import {
  BACK_CHANNEL,
  endSession,
  FAREWELL,
  heading,
  isSignedOut,
  logoutTokens,
  logoutWorld,
  STATE,
  useApp,
  usingApp,
} from '../support/single-logout.ts'

const SIGNED_OUT = 'You are logged out'
const QUESTION = 'Log out of acme festival?'

describeOnBoth('a logout that an app asks for', (kind) => {
  it('oidcc-rp-initiated-logout: ends the session and comes back with state', async () => {
    await using world = await logoutWorld(kind)
    const { browser, idToken } = await usingApp(world)
    expect(await isSignedOut(world, browser)).toBe(false)
    const params = { id_token_hint: idToken, post_logout_redirect_uri: FAREWELL, state: STATE }
    const { status, location, headers } = await endSession(browser, params)
    expect(status).toBe(303)
    expect(headers.get('cache-control')).toBe('no-store')
    const back = new URL(location ?? '')
    expect(back.origin + back.pathname).toBe(FAREWELL)
    expect([...back.searchParams]).toEqual([['state', STATE]])
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it('oidcc-rp-initiated-logout-no-state: comes back to the bare address', async () => {
    await using world = await logoutWorld(kind)
    const { browser, idToken } = await usingApp(world)
    const answer = await endSession(browser, { id_token_hint: idToken, post_logout_redirect_uri: FAREWELL })
    expect([answer.status, answer.location]).toEqual([303, FAREWELL])
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it.each([
    ['no-params', () => ({})],
    ['only-state', () => ({ state: 'one' })],
  ])('oidcc-rp-initiated-logout-%s: asks, logs out, and stays here', async (_name, params) => {
    await using world = await logoutWorld(kind)
    const { browser } = await usingApp(world)
    const question = await endSession(browser, params())
    expect([question.status, heading(question)]).toEqual([200, QUESTION])
    expect(await isSignedOut(world, browser)).toBe(false)
    const done = await browser.submit('', {}, { page: question, follow: true })
    expect([done.status, heading(done)]).toEqual([200, SIGNED_OUT])
    expect(parse(done.text).links('To acme festival')).toEqual(['/acme/'])
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it('oidcc-rp-initiated-logout-no-post-logout-redirect-uri: logs out and stays here', async () => {
    await using world = await logoutWorld(kind)
    const { browser, idToken } = await usingApp(world)
    const done = await endSession(browser, { id_token_hint: idToken, state: 'one' }, true)
    expect([done.status, heading(done)]).toEqual([200, SIGNED_OUT])
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it('asks when nothing proves who it is about, and comes back to the app that says its name', async () => {
    await using world = await logoutWorld(kind)
    const { browser } = await usingApp(world)
    const params = { client_id: world.app.clientId, post_logout_redirect_uri: FAREWELL, state: 'one' }
    const question = await endSession(browser, params)
    expect(heading(question)).toBe(QUESTION)
    expect(parse(question.text).text('main')).toContain('Festival forum asks to log you out')
    expect(question.headers.get('content-security-policy')).toContain("form-action 'self' https://app.example;")
    const back = await browser.submit('', {}, { page: question })
    expect([back.status, back.location]).toEqual([303, `${FAREWELL}?state=one`])
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it('asks when somebody else is logged in meanwhile', async () => {
    await using world = await logoutWorld(kind)
    const { browser, idToken } = await usingApp(world)
    const ben = await newCustomer(world.foyer, world.acme, { email: 'ben@example.org' })
    await logIn(world.foyer, world.acme, ben, browser)
    const question = await endSession(browser, { id_token_hint: idToken, post_logout_redirect_uri: FAREWELL })
    expect(heading(question)).toBe(QUESTION)
    expect(await isSignedOut(world, browser)).toBe(false)
    expect((await browser.submit('', {}, { page: question })).location).toBe(FAREWELL)
  })

  it('goes the same ways without a question when nobody is logged in', async () => {
    await using world = await logoutWorld(kind)
    const { idToken } = await usingApp(world)
    const stranger = world.foyer.client()
    const back = { post_logout_redirect_uri: FAREWELL, state: 'one' }
    const { clientId } = world.app
    expect((await endSession(stranger, { id_token_hint: idToken, ...back })).location).toBe(`${FAREWELL}?state=one`)
    expect((await endSession(stranger, { client_id: clientId, ...back })).location).toBe(`${FAREWELL}?state=one`)
    for (const params of [{}, { state: 'one' }, { id_token_hint: idToken }, back]) {
      const done = await endSession(stranger, params, true)
      expect([done.status, heading(done)]).toEqual([200, SIGNED_OUT])
    }
  })

  it('takes a POST of another site, and keeps the ID token out of the address', async () => {
    await using world = await logoutWorld(kind)
    const { browser, idToken } = await usingApp(world)
    const fields = { id_token_hint: idToken, post_logout_redirect_uri: FAREWELL, state: STATE, extra: 'secret' }
    const path = '/acme/oauth2/v1/logout'
    const posted = await world.foyer.client().post(path, fields, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(posted.status).toBe(303)
    expect(posted.location).toMatch(/^\/acme\/oauth2\/v1\/logout\?request=/)
    expect(posted.location).not.toContain(idToken.split('.')[1])
    expect(posted.location).not.toContain('secret')
    expect(await isSignedOut(world, browser)).toBe(false)
    const back = await browser.get(posted.location ?? '')
    expect(new URL(back.location ?? '').searchParams.get('state')).toBe(STATE)
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it('knows people under the subject that only one sector knows', async () => {
    const options = { subjectType: 'pairwise' } as const
    await using world = await logoutWorld(kind, { options, backchannelLogoutUri: BACK_CHANNEL })
    const { browser, idToken, claims } = await usingApp(world)
    expect(claims.sub).not.toBe(world.ann.identifier)
    const again = await loggedIn(world.foyer, world.acme, world.ann)
    const params = { id_token_hint: idToken, post_logout_redirect_uri: FAREWELL }
    expect((await endSession(again, params)).location).toBe(FAREWELL)
    expect((await endSession(browser, params)).location).toBe(FAREWELL)
    await world.foyer.deliver()
    const [token = ''] = logoutTokens(world)
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub).toBe(claims.sub)
  })

  it('asks in the language that the app wants', async () => {
    await using world = await logoutWorld(kind)
    const browser = await loggedIn(world.foyer, world.acme, world.ann)
    expect(heading(await endSession(browser, { ui_locales: 'fr', state: 'one' }))).toBe('Von acme festival abmelden?')
    const question = await endSession(browser, { ui_locales: 'fr en-US de', state: 'one' }, true)
    expect(heading(question)).toBe(QUESTION)
    const done = await browser.submit('', {}, { page: question, follow: true })
    expect(heading(done)).toBe(SIGNED_OUT)
    const chosen = await usingApp(world)
    expect(heading(await endSession(chosen.browser, { ui_locales: 'de' }))).toBe(QUESTION)
  })
})

describeOnBoth('a logout told to apps by the server', (kind) => {
  it('oidcc-backchannel-rp-initiated-logout: posts a logout token and nothing else', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL, idTokenAlg: 'ES256' })
    const { browser, idToken, claims } = await usingApp(world)
    await endSession(browser, { id_token_hint: idToken, post_logout_redirect_uri: FAREWELL })
    await world.foyer.deliver()
    const [request, ...more] = world.outgoing.sent
    expect(more).toEqual([])
    expect(request).toMatchObject({ url: BACK_CHANNEL, method: 'POST' })
    expect(request?.headers?.['content-type']).toBe('application/x-www-form-urlencoded')
    const fields = [...new URLSearchParams(request?.body)]
    expect(fields.map(([name]) => name)).toEqual(['logout_token'])
    const keys = createRemoteJWKSet(new URL(`${world.foyer.url}/acme/oauth2/v1/keys`))
    const { payload, protectedHeader } = await jwtVerify(fields[0]?.[1] ?? '', keys, {
      issuer: `${world.foyer.url}/acme`,
      audience: world.app.clientId,
      typ: 'logout+jwt',
    })
    expect(protectedHeader.alg).toBe('ES256')
    expect(payload).toEqual({
      iss: `${world.foyer.url}/acme`,
      sub: claims.sub,
      sid: claims.sid,
      aud: world.app.clientId,
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 120,
      jti: expect.stringMatching(/./),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it('reaches every app of the session once, and no other one', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    const { foyer, acme, outgoing } = world
    const address = (name: string) => `https://${name}.example/out`
    const more = await Promise.all(
      ['unused', 'switched-off', 'used'].map((name) => {
        outgoing.on(address(name), { status: 204 })
        return newClient(foyer, acme, { name, backchannelLogoutUri: address(name) })
      }),
    )
    const { browser } = await usingApp(world)
    await useApp(world, browser)
    for (const app of more.slice(1)) await useApp({ foyer, acme, app }, browser)
    const [, off] = more
    if (!off) throw new Error('no client')
    await foyer.features.ssoClients.update(acme.id, off.id, { isActive: false }, { type: 'system' })
    await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    await foyer.deliver()
    expect(outgoing.sent.map(({ url }) => url).sort()).toEqual([BACK_CHANNEL, address('used')].sort())
  })

  it('tells them when the person logs out of the shop, from another device, or gets another password', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    const { foyer, acme, ann } = world
    const shop = await usingApp(world)
    await shop.browser.submit('/acme/account/logout', {}, { form: 'logout' })
    const elsewhere = await usingApp(world)
    const here = await usingApp(world)
    await here.browser.submit('/acme/account/security', {}, { form: 'sessions/end-others' })
    await foyer.platform.db.transaction((q) =>
      foyer.features.customers.setPassword(q, acme, ann.id, 'hash', { verifies: false, actor: { type: 'system' } }),
    )
    const last = await usingApp(world)
    await foyer.features.customers.update(acme, ann.id, { isActive: false }, { type: 'system' })
    await foyer.deliver()
    const sids = logoutTokens(world).map((token) => payloadOf(token).sid)
    expect(sids.sort()).toEqual([shop, elsewhere, here, last].map(({ claims }) => claims.sid).sort())
  })

  it('tells them when somebody else logs in with the same browser, and not when the same person does', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    const { foyer, acme, ann } = world
    const { browser, claims } = await usingApp(world)
    const cookie = browser.cookies.get('foyer-customer-acme')
    await logIn(foyer, acme, ann, browser)
    expect(browser.cookies.get('foyer-customer-acme')).not.toBe(cookie)
    const again = await useApp(world, browser)
    expect(again.claims.sid).toBe(claims.sid)
    expect(Number(again.claims.auth_time)).toBeGreaterThanOrEqual(Number(claims.auth_time))
    await foyer.deliver()
    expect(logoutTokens(world)).toEqual([])
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    await logIn(foyer, acme, ben, browser)
    await foyer.deliver()
    expect(logoutTokens(world).map((token) => payloadOf(token))).toMatchObject([{ sid: claims.sid, sub: claims.sub }])
    expect((await useApp(world, browser)).claims.sid).not.toBe(claims.sid)
  })

  it('tells them of a session that nobody used for too long', async () => {
    let now = Date.now()
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL }, { clock: { now: () => now } })
    const { claims } = await usingApp(world)
    now += 13 * 86_400_000
    await world.foyer.features.signIn.cleanup()
    await world.foyer.features.openidProvider.cleanUp()
    now += 2 * 86_400_000
    await world.foyer.features.signIn.cleanup()
    await world.foyer.deliver()
    expect(logoutTokens(world).map((token) => payloadOf(token).sid)).toEqual([claims.sid])
  })

  it('finds the apps of a session that was used for months after them', async () => {
    let now = Date.now()
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL }, { clock: { now: () => now } })
    const { browser, claims } = await usingApp(world)
    await useApp(world, browser)
    for (let week = 0; week < 8; week++) {
      now += 7 * 86_400_000
      await browser.get('/acme/account/')
      await world.foyer.features.signIn.cleanup()
      await world.foyer.features.openidProvider.cleanUp()
    }
    const { q } = world.foyer.platform.db
    expect(await q.selectFrom('sso_grants').select('id').execute()).toHaveLength(1)
    await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    await world.foyer.deliver()
    expect(logoutTokens(world).map((token) => payloadOf(token).sid)).toEqual([claims.sid])
    await world.foyer.features.openidProvider.cleanUp()
    expect(await q.selectFrom('sso_grants').select('id').execute()).toHaveLength(0)
  })

  it('ends what the app got for the session, and keeps what it got for offline use', async () => {
    await using world = await logoutWorld(kind, { allowedScopes: ['openid', 'offline_access'] })
    const browser = await loggedIn(world.foyer, world.acme, world.ann)
    const online = await useApp(world, browser)
    const offline = await useApp(world, browser, { scope: 'openid offline_access' })
    const unused = await codeFor(browser, world.acme, world.app, { scope: 'openid' })
    expect(offline.refreshToken).not.toBeNull()
    const status = async (token: string) => (await userinfo(world.foyer, world.acme, token)).status
    expect([await status(online.accessToken), await status(offline.accessToken)]).toEqual([200, 200])
    await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    expect([await status(online.accessToken), await status(offline.accessToken)]).toEqual([401, 200])
    expect((await redeem(world.foyer, world.acme, world.app, unused)).body.error).toBe('invalid_grant')
  })

  it('speaks as the issuer that the app knows, on the main address and on a domain of its own', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    const { foyer, acme, app, ann } = world
    const domain = foyer.url.replace('localhost', '127.0.0.1')
    await foyer.features.organizers.addDomain(acme, new URL(domain).host, { type: 'system' })
    const passwordHash = await foyer.platform.passwords.hash('correct horse 1')
    const actor = { type: 'system' } as const
    await foyer.platform.db.transaction((q) =>
      foyer.features.customers.setPassword(q, acme, ann.id, passwordHash, { verifies: true, actor }),
    )
    const browser = new BrowserClient(domain)
    await browser.submit('/account/login', { email: 'ann@example.org', password: 'correct horse 1' })
    const path = `/oauth2/v1/authorize?${new URLSearchParams({
      client_id: app.clientId,
      redirect_uri: 'https://app.example/callback',
      response_type: 'code',
      scope: 'openid',
    })}`
    const answer = await browser.get(path)
    expect(new URL(answer.location ?? '').searchParams.get('iss')).toBe(domain)
    await (await usingApp(world)).browser.submit('/acme/account/logout', {}, { form: 'logout' })
    await browser.submit('/account/logout', {}, { form: 'logout' })
    await foyer.deliver()
    const issuers = logoutTokens(world).map((token) => payloadOf(token).iss)
    expect(issuers.sort()).toEqual([domain, `${foyer.url}/acme`].sort())
  })
})

describeOnBoth('a logout told to apps in the browser', (kind) => {
  const FRONT = 'https://app.example/front?own=%20query'

  it('oidcc-frontchannel-rp-initiated-logout: opens a frame with iss and sid, then goes on', async () => {
    await using world = await logoutWorld(kind, { frontchannelLogoutUri: FRONT })
    const { browser, idToken, claims } = await usingApp(world)
    const params = { id_token_hint: idToken, post_logout_redirect_uri: FAREWELL, state: STATE }
    const page = await endSession(browser, params, true)
    expect(page.status).toBe(200)
    const { attribute, links, all } = parse(page.text)
    const frame = attribute('iframe', 'src') ?? ''
    const issuer = encodeURIComponent(`${world.foyer.url}/acme`)
    expect(frame.replaceAll('&amp;', '&')).toBe(`${FRONT}&iss=${issuer}&sid=${claims.sid}`)
    expect(page.headers.get('content-security-policy')).toContain('frame-src https://app.example;')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const farewell = `${FAREWELL}?state=${encodeURIComponent(STATE)}`
    expect(links('Continue')).toEqual([farewell])
    expect(page.text).toContain(`<noscript><meta http-equiv="refresh" content="5;url=${farewell}"/></noscript>`)
    expect(all('.rows p')).toContain('Festival forum')
    expect(await isSignedOut(world, browser)).toBe(true)
  })

  it('is part of a logout in the shop, which goes on to where it leads', async () => {
    await using world = await logoutWorld(kind, { frontchannelLogoutUri: FRONT })
    const { browser } = await usingApp(world)
    const answer = await browser.submit('/acme/account/logout', { next: '/acme/account/login' }, { form: 'logout' })
    expect(answer.location).toMatch(/^\/acme\/oauth2\/v1\/logout\/apps\?request=/)
    const page = await browser.get(answer.location ?? '')
    expect(parse(page.text).links('Continue')).toEqual(['/acme/account/login'])
    expect(parse(page.text).attribute('iframe', 'src')).toContain('https://app.example/front')
  })

  it('leaves issuer and session out for an app that does not want them', async () => {
    const options = { frontchannelLogoutSessionRequired: false }
    await using world = await logoutWorld(kind, { frontchannelLogoutUri: FRONT, options })
    const { browser, idToken } = await usingApp(world)
    const page = await endSession(browser, { id_token_hint: idToken }, true)
    expect(parse(page.text).attribute('iframe', 'src')).toBe(FRONT)
    expect(parse(page.text).links('Continue')).toEqual(['/acme/oauth2/v1/logout/done'])
  })

  it('needs no page when no app of the session wants one', async () => {
    await using world = await logoutWorld(kind, { backchannelLogoutUri: BACK_CHANNEL })
    const { browser } = await usingApp(world)
    const answer = await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    expect(answer.location).toBe('/acme/')
  })
})

describeOnBoth('the frame in which apps watch a session', (kind) => {
  it('oidcc-session-management-rp-initiated-logout: can be shown by any site, and knows a state that changes', async () => {
    await using world = await logoutWorld(kind)
    const browser = await loggedIn(world.foyer, world.acme, world.ann)
    const page = await world.foyer.client().get('/acme/oauth2/v1/session')
    expect(page.status).toBe(200)
    expect(page.headers.get('x-frame-options')).toBeNull()
    expect(page.headers.get('content-security-policy')).toMatch(/frame-ancestors \*/)
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const name = parse(page.text).attribute('html', 'data-cookie') ?? ''
    expect(name).toBe('foyer-state-acme')
    expect(parse(page.text).attribute('script', 'src')).toMatch(/^\/assets\/check-session\.js/)

    await browser.get('/acme/account/')
    const loggedInState = browser.cookies.get(name)
    expect(loggedInState).toMatch(/^[\w-]{43}$/)
    await logIn(world.foyer, world.acme, world.ann, browser)
    await useApp(world, browser)
    const secondState = browser.cookies.get(name)
    expect(secondState).not.toBe(loggedInState)
    await browser.submit('/acme/account/logout', {}, { form: 'logout' })
    expect(browser.cookies.get(name)).toBe('none')
  })

  it('gives apps a session_state that is made of that state', async () => {
    await using world = await logoutWorld(kind)
    const browser = await loggedIn(world.foyer, world.acme, world.ann)
    await browser.get('/acme/account/')
    const code = await browser.get(
      `/acme/oauth2/v1/authorize?${new URLSearchParams({
        client_id: world.app.clientId,
        redirect_uri: 'https://app.example/callback',
        response_type: 'code',
        scope: 'openid',
      })}`,
    )
    const [digest, salt] = new URL(code.location ?? '').searchParams.get('session_state')?.split('.') ?? []
    const text = `${world.app.clientId} https://app.example ${browser.cookies.get('foyer-state-acme')} ${salt}`
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    expect(Buffer.from(bytes).toString('hex')).toBe(digest)
  })
})

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}
