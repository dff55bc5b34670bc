import { expect, it } from 'vitest'
import { makeCustomer } from '../support/accounts.ts'
import { type ConsentScene, consentScene, decide } from '../support/consent.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { authorizePath, loggedIn, newClient, responseOf } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const isConsent = ({ url }: { url: string }) => new URL(url).pathname.endsWith('/account/consent')

/** Whether the customer allowed anybody anything. */
async function nothingAllowed(foyer: TestServer, { acme, customer }: ConsentScene): Promise<boolean> {
  return (await foyer.features.openidProvider.consents.apps(acme.id, customer.id)).length === 0
}

describeOnBoth('consent', (kind) => {
  it('is not given by an address, however it looks', async () => {
    await using foyer = await startFoyer(kind)
    const scene = await consentScene(foyer)
    const { browser, path } = scene
    const page = await browser.get(path(), { follow: true })
    const { values } = parse(page.text).form('/account/consent') ?? {}
    const query = new URLSearchParams({ ...values, decision: 'allowed' })
    const again = await browser.get(`/acme/account/consent?${query}`, { follow: true })
    expect(isConsent(again)).toBe(true)
    for (const forged of ['allowed', `allowed.${Date.now()}.${'x'.repeat(43)}`]) {
      const answer = await browser.get(path({ consent_decision: forged }), { follow: true })
      expect(isConsent(answer)).toBe(true)
    }
    expect(await nothingAllowed(foyer, scene)).toBe(true)
  })

  it('needs the token of its form', async () => {
    await using foyer = await startFoyer(kind)
    const scene = await consentScene(foyer)
    const page = await scene.browser.get(scene.path(), { follow: true })
    const stranger = parse((await foyer.client().get('/acme/account/login')).text).form()?.values._csrf ?? ''
    for (const _csrf of ['', stranger]) {
      const answer = await decide(scene.browser, page, 'allowed', { _csrf })
      expect(answer.status).toBe(403)
    }
    expect(await nothingAllowed(foyer, scene)).toBe(true)
  })

  it('is not shown in a frame, and not kept by caches', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer)
    const { headers } = await browser.get(path(), { follow: true })
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('cache-control')).toContain('no-store')
  })

  it('counts for the person who was asked, and for nobody who logged in meanwhile', async () => {
    await using foyer = await startFoyer(kind)
    const scene = await consentScene(foyer)
    const { acme, browser, path } = scene
    const page = await browser.get(path(), { follow: true })
    const bob = await makeCustomer(foyer, acme, { email: 'bob@example.org', name: 'Bob Example' })
    const other = await loggedIn(foyer, acme, bob)
    browser.cookies.set('foyer-customer-acme', other.cookies.get('foyer-customer-acme') ?? '')
    const answer = await decide(browser, page, 'allowed')
    expect(isConsent(answer)).toBe(true)
    expect(parse(answer.text).text('main')).toContain('You are logged in as Bob Example.')
    expect(parse(answer.text).text('.notice')).toContain('has changed since')
    expect(await nothingAllowed(foyer, scene)).toBe(true)
    expect(await nothingAllowed(foyer, { ...scene, customer: bob })).toBe(true)
  })

  it('counts for what was shown, and not for what the app may ask since', async () => {
    await using foyer = await startFoyer(kind)
    const scene = await consentScene(foyer, { allowedScopes: ['openid', 'email'] })
    const { acme, app, browser, path } = scene
    const page = await browser.get(path(), { follow: true })
    const more = { allowedScopes: ['openid', 'email', 'phone'] }
    await foyer.features.ssoClients.update(acme.id, app.id, more, { type: 'system' })
    const answer = await decide(browser, page, 'allowed')
    expect(isConsent(answer)).toBe(true)
    expect(parse(answer.text).all('main dt')).toContain('Phone number')
    expect(await nothingAllowed(foyer, scene)).toBe(true)
  })

  it('for one request does not count for another', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer, { consent: 'always' })
    const page = await browser.get(path(), { follow: true })
    const { location } = await browser.submit('', { decision: 'allowed' }, { page, form: '/account/consent' })
    const decided = new URL(location ?? '', foyer.url)
    expect(decided.searchParams.get('consent_decision')).toBeTruthy()
    decided.searchParams.set('scope', 'openid')
    expect(isConsent(await browser.get(decided.pathname + decided.search, { follow: true }))).toBe(true)
    decided.searchParams.set('scope', 'openid profile email phone')
    decided.searchParams.set('state', 'another')
    expect(isConsent(await browser.get(decided.pathname + decided.search, { follow: true }))).toBe(true)
  })

  it('of one person is no use in the browser of another', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, browser, path } = await consentScene(foyer, { consent: 'always' })
    const page = await browser.get(path(), { follow: true })
    const { location } = await browser.submit('', { decision: 'allowed' }, { page, form: '/account/consent' })
    const bob = await makeCustomer(foyer, acme, { email: 'bob@example.org' })
    const other = await loggedIn(foyer, acme, bob)
    expect(isConsent(await other.get(location ?? '', { follow: true }))).toBe(true)
    expect(responseOf(await browser.get(location ?? '')).code).toBeTypeOf('string')
  })

  it('of one organizer counts for no other', async () => {
    await using foyer = await startFoyer(kind)
    const scene = await consentScene(foyer)
    const { browser, path } = scene
    const page = await browser.get(path(), { follow: true })
    const other = await foyer.organizer('other')
    const app = await newClient(foyer, other, { consent: 'once' })
    const there = await loggedIn(foyer, other, await makeCustomer(foyer, other))
    for (const [name, value] of there.cookies) if (!browser.cookies.has(name)) browser.cookies.set(name, value)
    const { values } = parse(page.text).form('/account/consent') ?? {}
    const crossed = await browser.post('/other/account/consent', { ...values, decision: 'allowed' })
    expect(crossed.location).toBe('/other/account/')
    const next = authorizePath(other, app)
    const forged = await browser.post('/acme/account/consent', { ...values, next, decision: 'allowed' })
    expect(forged.location).toBe('/acme/account/')
    expect(await nothingAllowed(foyer, scene)).toBe(true)
  })

  it('shows values and names as text, whatever is in them', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const name = '<img src=x onerror=alert(1)>'
    const app = await newClient(foyer, acme, { name, consent: 'once' })
    const browser = await loggedIn(foyer, acme, await makeCustomer(foyer, acme, { name: '<b>Ann</b> "Example"' }))
    const page = await browser.get(authorizePath(acme, app), { follow: true })
    expect(isConsent(page)).toBe(true)
    expect(page.text).not.toMatch(/<img src=x|<b>Ann/)
    expect(page.text).toContain('&lt;b&gt;Ann&lt;/b&gt;')
  })

  it('answers forms that make no sense with the question or the account, never with an error', async () => {
    await using foyer = await startFoyer(kind)
    const scene = await consentScene(foyer)
    const { browser, path } = scene
    const { values = {} } = parse((await browser.get(path(), { follow: true })).text).form('/account/consent') ?? {}
    const attempts: Record<string, string | string[]>[] = [
      { decision: 'perhaps' },
      { decision: ['allowed', 'denied'] },
      { decision: 'allowed', shown: 'x'.repeat(5000) },
      { decision: 'allowed', shown: ['a', 'b'] },
      { decision: 'allowed', next: [path(), path()] },
      { decision: 'allowed', next: `${path()}\u0000` },
      { decision: 'allowed', next: 'https://evil.example/acme/oauth2/v1/authorize?x' },
      { decision: 'allowed', next: '/acme/oauth2/v1/authorize?client_id=unknown' },
    ]
    for (const attempt of attempts) {
      const answer = await browser.post('/acme/account/consent', { ...values, ...attempt })
      expect(answer.status).toBe(303)
      expect(answer.location).toMatch(/^\/acme\/(account\/(consent\?|$)|oauth2\/v1\/authorize\?client_id=unknown$)/)
    }
    expect(await nothingAllowed(foyer, scene)).toBe(true)
  })
})
