import { afterAll, beforeAll, expect, it } from 'vitest'
import { isLoggedIn, logIn, makeCustomer } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { newClient } from '../support/provider.ts'
import { collectRoutes, type Route } from '../support/routes.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const READING = ['GET', 'HEAD', 'OPTIONS']

/** What other methods may do without the token of a form, and why. */
const WITHOUT_TOKEN: Readonly<Record<string, string>> = {
  '/:organizer/oauth2/v1/authorize': 'apps send people here; POST only leads on to the same address by GET',
  '/:organizer/oauth2/v1/logout':
    'apps send people here; POST only leads on by GET, and the yes of a person is checked',
  '/:organizer/oauth2/v1/register': 'for programs without cookies, which bring an initial access token',
  '/:organizer/oauth2/v1/register/:clientId':
    'for programs without cookies, which bring the token of their registration',
  '/:organizer/oauth2/v1/token': 'for programs without cookies, which authenticate themselves',
  '/:organizer/oauth2/v1/revoke': 'for programs without cookies, which authenticate themselves',
  '/:organizer/oauth2/v1/introspect': 'for programs without cookies, which authenticate themselves',
  '/:organizer/oauth2/v1/par': 'for programs without cookies, which authenticate themselves',
  '/:organizer/oauth2/v1/userinfo': 'for programs without cookies, which bring an access token',
  '/:organizer/account/login/:provider/return': 'SSO providers post here; it only leads on to the same address by GET',
  '/:organizer/account/login/:provider/backchannel': 'for SSO providers without cookies, which sign what they say',
  '/:organizer/account/popup/redeem':
    'for pages of shops and their servers; looks at no cookie, and the value is a secret',
  '/control/login/bad_origin':
    'the login page says here that it is shown at a foreign address; it only goes to the log',
  '/control/auth/:backend/callback': 'identity providers post here; it only leads on to the same address by GET',
  '/control/auth/:backend/backchannel': 'for identity providers without cookies, which sign what they say',
}

/** What strangers may open in the back office, and why. */
const OPEN: Readonly<Record<string, string>> = {
  '/control/login': 'the way in',
  '/control/login/bad_origin': 'a page that is shown elsewhere says so',
  '/control/register': 'for people without an account; 403 unless it is offered',
  '/control/register/sent': 'the same, after the form',
  '/control/register/activate': 'the link in the mail',
  '/control/forgot': 'for people without their password',
  '/control/forgot/recover': 'the link in the mail',
  '/control/invite/:token': 'for people who were invited, with or without an account',
  '/control/invite/:token/register': 'the same, for those without',
  '/control/login/2fa': 'for logins that wait for their second factor in this browser',
  '/control/login/2fa/passkey/options': 'the same, for the script',
  '/control/login/passkey': 'the way in with a passkey',
  '/control/login/passkey/options': 'the same, for the script',
  '/control/auth/:backend/start': 'the way to an identity provider',
  '/control/auth/:backend/callback': 'the way back from it',
  '/control/auth/:backend/backchannel': 'what it says from server to server',
  '/control/auth/:backend/metadata': 'what it has to know about this installation',
}

const isApi = ({ url }: Route) => url.startsWith('/api/')
const isOffice = ({ url }: Route) => url === '/control' || url.startsWith('/control/')

/** What scripts are told, by endpoints that answer them. */
const isJsonRefusal = (text: string) => text.startsWith('{') && JSON.parse(text).code === 'csrf'

describeOnBoth('every route', (kind) => {
  let foyer: TestServer
  let routes: Route[]
  let staff: BrowserClient
  let customer: BrowserClient
  let strangersToken: string
  let pathOf: (route: Route) => string

  beforeAll(async () => {
    const collected = await collectRoutes(() => startFoyer(kind, { env: { FOYER_DEMO: 'true' } }))
    foyer = collected.result
    routes = collected.routes
    const acme = await foyer.organizer('acme', { customer_accounts_login_code: 'true' })
    const { identifier } = await makeCustomer(foyer, acme)
    const { id } = await newClient(foyer, acme)
    staff = await staffBrowser(foyer)
    customer = foyer.client()
    await logIn(customer)
    strangersToken = parse((await foyer.client().get('/control/login')).text).form()?.values._csrf ?? ''
    const values: Readonly<Record<string, string>> = { organizer: acme.slug, identifier, id }
    pathOf = ({ url }) => url.replace(/:(\w+)/g, (_whole, name: string) => values[name] ?? 'x').replace('*', 'x')
  })
  afterAll(() => foyer?.stop())

  it('is known here, with those that are an exception', () => {
    expect(routes.filter(isOffice).length).toBeGreaterThan(30)
    expect(routes.filter(({ method }) => method === 'POST').length).toBeGreaterThan(20)
    const urls = new Set(routes.map(({ url }) => url))
    expect([...Object.keys(WITHOUT_TOKEN), ...Object.keys(OPEN)].filter((url) => !urls.has(url))).toEqual([])
  })

  it('that changes something answers 403 to a form without its token, even to those who are logged in', async () => {
    const changing = routes.filter(({ method, url }) => !READING.includes(method) && WITHOUT_TOKEN[url] === undefined)
    const passed: string[] = []
    for (const route of changing) {
      const browser = isOffice(route) || isApi(route) ? staff : customer
      for (const fields of [{}, { _csrf: strangersToken }]) {
        const body = new URLSearchParams(fields).toString()
        const { status, text } = await browser.request(route.method, pathOf(route), body)
        if (status === 403 && (parse(text).text('h1') === 'The form has expired' || isJsonRefusal(text))) continue
        passed.push(`${route.method} ${route.url} with ${body || 'nothing'}: ${status}`)
      }
    }
    expect(passed).toEqual([])
    expect((await staff.get('/control/')).status).toBe(200)
    expect(await isLoggedIn(customer)).toBe(true)
  })

  it('of the back office sends strangers to the login page', async () => {
    const passed: string[] = []
    for (const route of routes.filter(isOffice)) {
      if (OPEN[route.url] !== undefined) continue
      const { status, location } = await foyer.client().request(route.method, pathOf(route))
      if (status === 303 && /^\/control\/login(\?next=|$)/.test(location ?? '')) continue
      passed.push(`${route.method} ${route.url}: ${status} ${location ?? ''}`)
    }
    expect(passed).toEqual([])
  })

  it('of the API answers strangers and customers with 401', async () => {
    for (const route of routes.filter(isApi)) {
      for (const browser of [foyer.client(), customer]) {
        expect((await browser.request(route.method, pathOf(route))).status, route.url).toBe(401)
      }
    }
  })

  it('of the back office sends customers to the login page, too', async () => {
    for (const route of routes.filter((route) => isOffice(route) && route.method === 'GET')) {
      if (OPEN[route.url] !== undefined) continue
      expect((await customer.get(pathOf(route))).status, route.url).toBe(303)
    }
  })
})
