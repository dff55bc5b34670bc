import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, openPage } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { authorizePath, logIn, newClient, newCustomer } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

/** An app that takes what browsers post to it, and sends them on to `next`. */
interface App {
  readonly url: string
  readonly posted: URLSearchParams[]
  readonly server: Server
}

async function startApp(next: string): Promise<App> {
  const port = await freePort()
  const posted: URLSearchParams[] = []
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      posted.push(new URLSearchParams(await text(request)))
      response.writeHead(303, { location: next }).end()
    } else if (request.url?.startsWith('/forward')) {
      response.writeHead(303, { location: `${app.url}/` }).end()
    } else response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>')
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${port}`, posted, server }
}

let browser: Browser
let app: App
let elsewhere: App
beforeAll(async () => {
  browser = await launchChromium()
  elsewhere = await startApp('/')
  app = await startApp(`${elsewhere.url}/`)
})
afterAll(async () => {
  await browser?.close()
  for (const { server } of [app, elsewhere]) server.close()
})

async function scene() {
  const foyer = await startFoyer('sqlite')
  const acme = await foyer.organizer('acme')
  const redirectUri = `${app.url}/cb`
  const client = await newClient(foyer, acme, { redirectUris: [redirectUri] })
  const changes = { redirect_uri: redirectUri, response_mode: 'form_post' }
  const client1 = foyer.client()
  await logIn(foyer, acme, await newCustomer(foyer, acme), client1)
  const cookies = [...client1.cookies].map(([name, value]) => ({ name, value, url: foyer.url }))
  return { foyer, cookies, address: foyer.url + authorizePath(acme, client, changes) }
}

describe('the page that carries an answer to the app', () => {
  test('does so by itself, and the app may lead on to wherever it likes', async () => {
    const { foyer, cookies, address } = await scene()
    await using _foyer = foyer
    await using open = await openPage(browser)
    await open.page.context().addCookies(cookies)
    await open.page.goto(address, { waitUntil: 'commit' })
    await open.page.waitForURL(`${elsewhere.url}/`)
    expect(open.complaints).toEqual([])
    expect(app.posted.at(-1)?.get('state')).toBe('state-1')
    expect(app.posted.at(-1)?.get('code')).toMatch(/\w/)
  })

  test('does so by its button where no scripts run', async () => {
    const { foyer, cookies, address } = await scene()
    await using _foyer = foyer
    await using open = await openPage(browser, { javaScript: false })
    await open.page.context().addCookies(cookies)
    await open.page.goto(address)
    await open.page.getByRole('button', { name: 'Weiter' }).click()
    await open.page.waitForURL(`${elsewhere.url}/`)
    expect(app.posted.at(-1)?.get('code')).toMatch(/\w/)
  })

  test('can be read by everybody while it waits', async () => {
    const { foyer, cookies, address } = await scene()
    await using _foyer = foyer
    await using open = await openPage(browser, { width: 320 })
    await open.page.context().addCookies(cookies)
    await open.page.route('**/form-post.js*', (route) => route.abort())
    await open.page.goto(address)
    expect(await axe(open.page)).toEqual([])
    expect(await open.page.locator('h1').innerText()).toBe('Zurück zur App')
  })
})

test('after a login the app may lead on to wherever it likes, too', async () => {
  await using foyer = await startFoyer('sqlite')
  const acme = await foyer.organizer('acme')
  const redirectUri = `${elsewhere.url}/forward`
  const client = await newClient(foyer, acme, { redirectUris: [redirectUri] })
  const customer = await newCustomer(foyer, acme)
  const password = 'a walk among lanterns 7'
  const passwordHash = await foyer.platform.passwords.hash(password)
  const options = { verifies: true, actor: { type: 'system' } } as const
  await foyer.platform.db.transaction((q) =>
    foyer.features.customers.setPassword(q, acme, customer.id, passwordHash, options),
  )
  await using open = await openPage(browser)
  const { page, complaints } = open
  await page.goto(foyer.url + authorizePath(acme, client, { redirect_uri: redirectUri }))
  await page.getByLabel('Email').fill(customer.email ?? '')
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await page.waitForURL(`${app.url}/`)
  expect(complaints).toEqual([])
})
