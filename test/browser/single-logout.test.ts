import { createServer, type Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { authorizePath, logIn, newClient, newCustomer, redeem, responseOf } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

/** An app with addresses for a logout. `slow` never answers in its frame. */
interface App {
  readonly url: string
  readonly opened: string[]
  readonly server: Server
}

async function startApp(host: 'localhost' | '127.0.0.1', isSlow = false): Promise<App> {
  const port = await freePort()
  const opened: string[] = []
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    opened.push(url)
    if (isSlow && url.startsWith('/front')) return
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Goodbye</h1>')
  })
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  return { url: `http://${host}:${port}`, opened, server }
}

let browser: Browser
let app: App
let slow: App
let stranger: App
beforeAll(async () => {
  browser = await launchChromium()
  app = await startApp('localhost')
  slow = await startApp('127.0.0.1', true)
  stranger = await startApp('127.0.0.1')
})
afterAll(async () => {
  await browser?.close()
  for (const { server } of [app, slow, stranger]) {
    server.closeAllConnections()
    server.close()
  }
})

/** Somebody who is logged in and used two apps, one of which is slow when `both`. */
async function scene(both = true) {
  app.opened.length = 0
  slow.opened.length = 0
  const foyer = await startFoyer('sqlite')
  const acme = await foyer.organizer('acme')
  const ann = await newCustomer(foyer, acme)
  const person = foyer.client()
  await logIn(foyer, acme, ann, person)
  const make = ({ url }: App, name: string) =>
    newClient(foyer, acme, {
      name,
      redirectUris: [`${url}/cb`],
      postLogoutRedirectUris: [`${url}/bye`],
      frontchannelLogoutUri: `${url}/front?own=1`,
    })
  const forum = await make(app, 'Festival forum')
  const use = (clientId: string, { url }: App) =>
    person.get(authorizePath(acme, { clientId }, { redirect_uri: `${url}/cb`, scope: 'openid' }))
  const answer = responseOf(await use(forum.clientId, app))
  const code = answer.code ?? ''
  const { body } = await redeem(foyer, acme, forum, code, { redirect_uri: `${app.url}/cb` })
  if (both) await use((await make(slow, 'Video portal')).clientId, slow)
  const cookies = [...person.cookies].map(([name, value]) => ({ name, value, url: foyer.url }))
  const query = new URLSearchParams({ post_logout_redirect_uri: `${app.url}/bye`, state: 'a b' })
  const logout = (more: Record<string, string>) =>
    `${foyer.url}/acme/oauth2/v1/logout?${query}&${new URLSearchParams(more)}`
  return {
    foyer,
    cookies,
    clientId: forum.clientId,
    sessionState: answer.session_state ?? '',
    logout: logout({ id_token_hint: String(body.id_token) }),
    question: logout({ client_id: forum.clientId }),
    faulty: `${foyer.url}/acme/oauth2/v1/logout?${query}&id_token_hint=${String(body.id_token)}&client_id=other`,
  }
}

const FAREWELL = () => `${app.url}/bye?state=a%20b`

test('a logout opens the apps in frames and goes on by itself, at once or when one is slow', async () => {
  for (const both of [false, true]) {
    const { foyer, cookies, logout } = await scene(both)
    await using _foyer = foyer
    await using open = await openPage(browser)
    await open.page.context().addCookies(cookies)
    await open.page.goto(logout, { waitUntil: 'commit' })
    await open.page.waitForURL(FAREWELL())
    expect(app.opened[0]).toMatch(/^\/front\?own=1&iss=http%3A%2F%2Flocalhost%3A\d+%2Facme&sid=\w{26}$/)
    if (both) expect(slow.opened[0]).toMatch(/^\/front\?own=1&iss=.*&sid=\w{26}$/)
    expect(open.complaints).toEqual([])
  }
})

test('a logout that somebody confirms comes back to the app, past the frames', async () => {
  const { foyer, cookies, question } = await scene(false)
  await using _foyer = foyer
  await using open = await openPage(browser)
  await open.page.context().addCookies(cookies)
  await open.page.goto(question)
  await open.page.getByRole('main').getByRole('button', { name: 'Abmelden' }).click()
  await open.page.waitForURL(FAREWELL())
  expect(app.opened.some((url) => url.startsWith('/front'))).toBe(true)
  expect(open.complaints).toEqual([])
})

test('a confirmed logout reaches an app directly when none of them wants a frame', async () => {
  const { foyer, cookies, question } = await scene(false)
  await using _foyer = foyer
  const { q } = foyer.platform.db
  await q.updateTable('sso_clients').set({ frontchannel_logout_uri: null }).execute()
  await using open = await openPage(browser)
  await open.page.context().addCookies(cookies)
  await open.page.goto(question)
  await open.page.getByRole('main').getByRole('button', { name: 'Abmelden' }).click()
  await open.page.waitForURL(FAREWELL())
  expect(open.complaints).toEqual([])
})

test('without scripts the frames are opened all the same, and the page goes on after a while', async () => {
  const { foyer, cookies, logout } = await scene(false)
  await using _foyer = foyer
  await using open = await openPage(browser, { javaScript: false })
  await open.page.context().addCookies(cookies)
  await open.page.goto(logout)
  await open.page.waitForURL(FAREWELL())
  expect(app.opened.some((url) => url.startsWith('/front'))).toBe(true)
})

test('the pages of a logout can be read by everybody', async () => {
  const { foyer, cookies, question, faulty, logout } = await scene()
  await using _foyer = foyer
  await using open = await openPage(browser, { locale: 'en-GB' })
  const { page } = open
  await page.context().addCookies([...cookies, { name: 'foyer-locale', value: 'en', url: foyer.url }])
  await page.route('**/assets/logout-apps.js*', (route) => route.abort())
  for (const [name, address] of [
    ['question', question],
    ['question-faulty', faulty],
    ['apps', logout],
    ['done', `${foyer.url}/acme/oauth2/v1/logout/done`],
    ['done-faulty', faulty],
  ] as const) {
    await page.goto(address, { waitUntil: 'domcontentloaded' })
    for (const width of [1280, 375, 320]) {
      for (const scheme of ['light', 'dark'] as const) {
        await look(page, width, scheme)
        expect({ name, width, scheme, found: await axe(page) }).toEqual({ name, width, scheme, found: [] })
        expect(await sidewaysScroll(page)).toBe(0)
        if (width !== 320) await shot(page, `logout-${name}-${width}-${scheme}`)
      }
    }
  }
})

/** Asks the frame as an app does. Session Management 1.0, 3.1. */
function ask(page: Page, message: string, provider: string): Promise<string> {
  return page.evaluate(`new Promise((resolve) => {
    addEventListener('message', ({ data, origin }) => resolve(origin === ${JSON.stringify(provider)} ? data : origin), { once: true })
    frames[0].postMessage(${JSON.stringify(message)}, ${JSON.stringify(provider)})
  })`)
}

async function embed(page: Page, { url }: App, provider: string): Promise<void> {
  await page.goto(url)
  await page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement('iframe')
    frame.src = ${JSON.stringify(`${provider}/acme/oauth2/v1/session`)}
    frame.onload = resolve
    document.body.append(frame)
  })`)
}

test('the frame tells an app whether the login changed, and a stranger nothing', async () => {
  const { foyer, cookies, clientId, sessionState } = await scene(false)
  await using _foyer = foyer
  await using open = await openPage(browser)
  const { page } = open
  await page.context().addCookies(cookies)
  await embed(page, app, foyer.url)
  const message = `${clientId} ${sessionState}`
  expect(await ask(page, message, foyer.url)).toBe('unchanged')
  expect(await ask(page, `other ${sessionState}`, foyer.url)).toBe('changed')
  for (const bad of ['', clientId, `${clientId} x`, `${clientId} ${'0'.repeat(64)}`]) {
    expect(await ask(page, bad, foyer.url)).toBe('error')
  }

  const shop = await page.context().newPage()
  await shop.goto(`${foyer.url}/acme/account/logout`)
  await shop.route('**/assets/logout-apps.js*', (route) => route.abort())
  await shop.getByRole('main').getByRole('button', { name: 'Abmelden' }).click()
  await shop.waitForURL('**/logout/apps?*')
  expect(await ask(page, message, foyer.url)).toBe('changed')
  expect(open.complaints).toEqual([])

  await embed(page, stranger, foyer.url)
  expect(await ask(page, message, foyer.url)).toBe('error')
})
