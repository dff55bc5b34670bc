import { expect, it } from 'vitest'
import { MINUTE } from '../../src/core/clock.ts'
import { isLoggedIn, logIn, makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFakeSso, universityInput } from '../support/sso.ts'
import { movableClock } from '../support/staff.ts'

const SYSTEM = { type: 'system' } as const
const SESSION = 'foyer-customer-acme'
const title = (html: string) => parse(html).text('h1') ?? ''

describeOnBoth('logins at a provider under attack', (kind) => {
  it('d.4 E, C: nothing that leaves says where the person goes on, and PKCE and nonce are always there', async () => {
    await using world = await startFakeSso(kind)
    const browser = world.foyer.client()
    const address = await world.setOut(browser, '?next=/acme/account/orders%3Fmy-secret')
    expect(address.href).not.toMatch(/orders|secret/)
    const { state, nonce, code_challenge, code_challenge_method } = Object.fromEntries(address.searchParams)
    expect(state).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect([nonce, code_challenge]).toEqual([expect.stringMatching(/.{40}/), expect.stringMatching(/.{43}/)])
    expect(code_challenge_method).toBe('S256')
    const { q } = world.foyer.platform.db
    const [row] = await q.selectFrom('sso_attempts').selectAll().execute()
    const kept = JSON.stringify(row)
    for (const secret of [state, nonce, 'orders', 'my-secret']) expect(kept).not.toContain(secret)
    expect((await browser.get(world.visit(address))).location).toBe('/acme/account/orders?my-secret')
  })

  it('d.4 F: twenty tabs at once all end where each wanted to go; what comes back twice goes on, or says so', async () => {
    await using world = await startFakeSso(kind)
    const { foyer } = world
    const browser = foyer.client()
    const tabs = Array.from({ length: 20 }, (_, tab) => `?next=/acme/account/orders/${tab}`)
    const addresses = await Promise.all(tabs.map((query) => world.setOut(browser, query)))
    const ends: (string | null)[] = []
    for (const address of addresses) ends.push((await browser.get(world.visit(address))).location)
    expect(ends).toEqual(tabs.map((_, tab) => `/acme/account/orders/${tab}`))

    const [first] = addresses
    if (!first) throw new Error('no tab')
    expect((await browser.get(world.visit(first))).location).toBe('/acme/account/orders/0')
    await browser.submit('/acme/account/logout', {})
    const used = await browser.get(world.visit(first))
    expect([used.status, title(used.text)]).toEqual([410, 'This login was used already'])
    expect(parse(used.text).links('Try again')).toEqual([
      '/acme/account/login/uni/?next=%2Facme%2Faccount%2Forders%2F0',
    ])
    expect(await isLoggedIn(browser)).toBe(false)

    const cookies = [...browser.cookies.keys()].filter((name) => name.startsWith('foyer-sso-acme-'))
    expect(cookies).toHaveLength(20)
    await world.setOut(browser)
    expect([...browser.cookies.keys()].filter((name) => name.startsWith('foyer-sso-acme-'))).toHaveLength(20)
  })

  it('of fifty returns with one answer one logs in, and the code is redeemed once', async () => {
    await using world = await startFakeSso(kind)
    const browser = world.foyer.client()
    const path = world.visit(await world.setOut(browser))
    const before = world.fake.calls.length
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.get(path)))
    expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThan(0)
    expect(answers.filter(({ status }) => ![303, 410].includes(status))).toEqual([])
    expect(world.fake.calls.slice(before).filter(({ url }) => url.endsWith('/token'))).toHaveLength(1)
    const { q } = world.foyer.platform.db
    expect(await q.selectFrom('customer_sessions').selectAll().execute()).toHaveLength(1)
  })

  it('54: an answer counts in the browser, at the organizer and at the provider that it was made for', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer } = world
    const other = await foyer.organizer('other')
    const { ssoProviders } = foyer.features
    const input = universityInput('https://id.example', { clientId: 'foyer' })
    await ssoProviders.create(other.id, input, SYSTEM)
    await ssoProviders.create(organizer.id, { ...input, slug: 'two' }, SYSTEM)
    const mallory = foyer.client()
    const path = world.visit(await world.setOut(mallory))

    const victim = foyer.client()
    const lured = await victim.get(path)
    expect([lured.status, title(lured.text)]).toEqual([400, 'This login began in another browser'])
    expect(lured.text).not.toContain('next=')
    for (const elsewhere of [path.replace('/acme/', '/other/'), path.replace('/uni/', '/two/')]) {
      const answer = await mallory.get(elsewhere)
      expect([answer.status, title(answer.text)]).toEqual([400, 'This login leads nowhere'])
    }
    expect(await isLoggedIn(victim)).toBe(false)
    expect((await mallory.get(path)).status).toBe(303)
    expect(await isLoggedIn(mallory, 'other')).toBe(false)
    expect((await mallory.get('/other/account/')).status).toBe(303)
  })

  it('a session that was there before is not the one that a login makes; nobody takes over somebody else’s', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer } = world
    const bob = await makeCustomer(foyer, organizer, { email: 'bob@example.org' })
    const browser = foyer.client()
    const made = 'A'.repeat(43)
    browser.cookies.set(SESSION, made)
    await world.logIn(browser)
    expect(browser.cookies.get(SESSION)).not.toBe(made)
    const old = browser.cookies.get(SESSION) ?? ''
    await world.logIn(browser, '?reauth=1&reason=other_account')
    expect(browser.cookies.get(SESSION)).not.toBe(old)
    browser.cookies.set(SESSION, old)
    expect(await isLoggedIn(browser)).toBe(false)

    browser.cookies.delete(SESSION)
    await logIn(browser, 'acme', 'bob@example.org')
    const bobs = browser.cookies.get(SESSION) ?? ''
    await world.logIn(browser, '?reauth=1')
    expect(browser.cookies.get(SESSION)).not.toBe(bobs)
    expect(await foyer.features.signIn.sessions.list(organizer, bob.id)).toEqual([])
  })

  it('next leads to pages of this organizer only', async () => {
    await using world = await startFakeSso(kind)
    const elsewhere = [
      'https://evil.example/',
      '//evil.example',
      '/other/account/',
      '/acmes/x',
      'javascript:alert(1)',
      '/\\evil',
    ]
    for (const next of elsewhere) {
      const done = await world.logIn(world.foyer.client(), `?next=${encodeURIComponent(next)}`)
      expect(done.location, next).toBe('/acme/account/')
    }
  })

  it('45, d.4 A: a disabled provider or customer gets nothing, however far the login has come', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer, provider } = world
    const { ssoProviders, customers } = foyer.features
    const browser = foyer.client()
    await world.logIn(browser)
    const path = world.visit(await world.setOut(browser, '?reauth=1'))
    await ssoProviders.update(organizer.id, provider.id, { isActive: false }, SYSTEM)
    expect(await isLoggedIn(browser)).toBe(false)
    for (const door of [path, '/acme/account/login/uni/']) {
      const answer = await browser.get(door)
      expect([answer.status, title(answer.text)]).toEqual([403, 'Login with University is switched off'])
    }
    expect(await isLoggedIn(browser)).toBe(false)

    await ssoProviders.update(organizer.id, provider.id, { isActive: true }, SYSTEM)
    const { q } = foyer.platform.db
    const { customer_id } = await q.selectFrom('customer_identities').select('customer_id').executeTakeFirstOrThrow()
    await customers.update(organizer, customer_id, { isActive: false }, SYSTEM)
    const refused = await world.logIn(browser)
    expect([refused.status, title(refused.text)]).toEqual([403, 'This account is disabled'])
    expect(await isLoggedIn(browser)).toBe(false)
    expect(await q.selectFrom('customer_sessions').selectAll().execute()).toEqual([])
  })

  it('an answer that comes too late begins again where the person wanted to go', async () => {
    const clock = movableClock()
    await using world = await startFakeSso(kind, { platform: { clock } })
    const browser = world.foyer.client()
    const path = world.visit(await world.setOut(browser, '?next=/acme/account/profile'))
    clock.advance(15 * MINUTE)
    const late = await browser.get(path)
    expect([late.status, title(late.text)]).toEqual([410, 'This login took too long'])
    expect(parse(late.text).links('Try again')).toEqual(['/acme/account/login/uni/?next=%2Facme%2Faccount%2Fprofile'])
    clock.advance(60 * MINUTE)
    expect(await world.foyer.features.ssoLogin.cleanUp()).toBe(1)
    expect((await browser.get(path)).status).toBe(400)
  })

  it('posted answers are put aside for one use of the same browser, and leave nothing without an attempt', async () => {
    await using world = await startFakeSso(kind, { provider: { settings: { responseMode: 'form_post' } } })
    const { foyer } = world
    const browser = foyer.client()
    const address = await world.setOut(browser)
    expect(address.searchParams.get('response_mode')).toBe('form_post')
    const { pathname, searchParams } = new URL(world.visit(address), foyer.url)
    const form = Object.fromEntries(searchParams)
    const stranger = foyer.client()
    const posted = await stranger.post(pathname, form)
    expect([posted.status, posted.location]).toEqual([303, expect.stringMatching(/\/return\?posted=[\w-]{43}$/)])
    expect(posted.location).not.toContain(form.state)
    const done = await browser.get(posted.location ?? '')
    expect([done.status, done.location]).toEqual([303, '/acme/account/'])
    expect((await browser.get(posted.location ?? '')).status).toBe(400)

    const rows = async () => (await foyer.platform.db.q.selectFrom('sso_attempts').selectAll().execute()).length
    const count = await rows()
    for (const junk of [{}, { state: 'x' }, { state: 'A'.repeat(43), code: 'c' }]) {
      expect((await stranger.post(pathname, junk)).location).toBe(`${foyer.url}/acme/account/login/uni/return`)
    }
    expect(await rows()).toBe(count)
    expect((await stranger.post(pathname, { state: form.state ?? '', code: 'x'.repeat(70_000) })).status).toBe(413)
  })

  it('an identity is added to the account that set out, and to no other', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer } = world
    const bob = await makeCustomer(foyer, organizer, { email: 'bob@example.org', name: 'Bob' })
    await makeCustomer(foyer, organizer, { email: 'eve@example.org', name: 'Eve' })
    const browser = foyer.client()
    await logIn(browser, 'acme', 'bob@example.org')
    const csrf = { _csrf: parse((await browser.get('/acme/account/profile')).text).form()?.values._csrf ?? '' }
    expect((await browser.post('/acme/account/login/uni/link', {})).status).toBe(403)
    const start = async () => {
      const page = await browser.post('/acme/account/login/uni/link', csrf)
      return world.visit(new URL(page.headers.get('refresh')?.replace('0;url=', '') ?? ''))
    }
    const path = await start()
    const bobs = browser.cookies.get(SESSION) ?? ''
    browser.cookies.delete(SESSION)
    await logIn(browser, 'acme', 'eve@example.org')
    const lost = await browser.get(path)
    expect([lost.status, title(lost.text)]).toEqual([403, 'Nothing was connected'])

    browser.cookies.set(SESSION, bobs)
    csrf._csrf = parse((await browser.get('/acme/account/profile')).text).form()?.values._csrf ?? ''
    const done = await browser.get(await start())
    expect([done.status, done.location]).toEqual([303, '/acme/account/security'])
    expect((await browser.get('/acme/account/security')).text).toContain('log in with University')
    expect(await foyer.features.customerIdentities.of(organizer.id, bob.id)).toHaveLength(1)
    const fresh = foyer.client()
    expect((await world.logIn(fresh)).status).toBe(303)
    expect((await fresh.get('/acme/account/profile')).text).toContain('value="Bob"')
  })

  it('d.4 M: a link logs nobody out', async () => {
    await using world = await startFakeSso(kind)
    const browser = world.foyer.client()
    await world.logIn(browser)
    await browser.get('/acme/account/logout')
    expect(await isLoggedIn(browser)).toBe(true)
  })
})
