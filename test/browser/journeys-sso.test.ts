import { decodeJwt } from 'jose'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCustomer, PASSWORD } from '../support/accounts.ts'
import { axe, openPage, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startJourney, WAYS } from '../support/journeys.ts'
import { authorizePath, newClient, redeem } from '../support/provider.ts'
import { goOnAs, type JourneyWorld, setOut, startJourneyWorld, startWebsite } from './sso-journey.ts'

const [TOUCH] = WAYS
const TEN_MINUTES_MS = 600_000
const SYSTEM = { type: 'system' } as const

let browser: Browser
let world: JourneyWorld
/** How much the clock of Foyer is ahead, in ms. */
let ahead = 0
beforeAll(async () => {
  world = await startJourneyWorld({ now: () => Date.now() + ahead })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await world?.[Symbol.asyncDispose]()
})

const at = (path: string) => world.foyer.url + path
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

test('two tabs log in at a university at once, come back to their own pages, and can go back and load again', async () => {
  await world.connected('acme')
  await using open = await openPage(browser)
  const first = open.page
  const second = await first.context().newPage()
  const returns: string[] = []
  second.on('request', (request) => {
    if (request.url().includes('/login/uni/return')) returns.push(request.url())
  })
  for (const [tab, wanted] of [
    [first, '/acme/account/profile'],
    [second, '/acme/account/security'],
  ] as const) {
    await tab.goto(at(wanted))
    await setOut(tab)
    await heading(tab, 'University')
  }
  await first.goBack()
  await setOut(first)
  await goOnAs(second, 'mia')
  await second.waitForURL(at('/acme/account/security'))
  await goOnAs(first, 'mia')
  await first.waitForURL(at('/acme/account/profile'))
  expect(await first.getByText('mia@company.example').count()).toBeGreaterThan(0)

  await second.goto(returns[0] ?? '')
  await second.waitForURL(at('/acme/account/security'))
  await first.goBack()
  await first.goForward()
  await first.waitForURL(at('/acme/account/profile'))
  expect(open.complaints).toEqual([])

  await first.goto(at('/acme/account/logout'))
  await first.getByRole('main').getByRole('button', { name: 'Log out' }).click()
  await first.goto(at('/acme/account/login'))
  expect(await first.getByRole('main').innerText()).toContain('You used this last time')
})

test('somebody who cancels at the university reads what can be done, and the same button works again', async () => {
  await using open = await openPage(browser, { width: 320 })
  const { page } = open
  await page.goto(at('/acme/account/login?next=%2Facme%2Faccount%2Fprofile'))
  await setOut(page)
  await goOnAs(page, 'deny')
  await heading(page, /cancel/i)
  expect([await axe(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.getByRole('main').getByRole('link', { name: /again/i }).click()
  await goOnAs(page, 'mia')
  await page.waitForURL(at('/acme/account/profile'))
})

test('members of a choir log in to a shop with their accounts at another organizer of the same Foyer', async () => {
  const { foyer } = world
  const shop = await foyer.organizer('shop', { name_scheme: 'full' })
  const choir = await foyer.organizer('choir', { name_scheme: 'full' })
  await makeCustomer(foyer, choir, { email: 'mira@choir.example', name: 'Mira Lindner' })
  const app = await newClient(foyer, choir, {
    name: 'Shop',
    redirectUris: [at('/shop/account/login/choir/return')],
    allowedScopes: ['openid', 'profile', 'email', 'phone'],
  })
  await foyer.features.ssoProviders.create(
    shop.id,
    {
      preset: 'foyer',
      slug: 'choir',
      isActive: true,
      name: { en: 'Choir' },
      buttonLabel: { en: 'Choir members' },
      issuer: at('/choir'),
      clientId: app.clientId,
      clientSecret: app.secret,
    },
    SYSTEM,
  )
  await using open = await openPage(browser)
  const { page, complaints } = open
  await page.goto(at('/shop/account/login?next=%2Fshop%2Faccount%2Fprofile'))
  await setOut(page, 'Choir members')
  await page.waitForURL(/\/choir\/account\/login/)
  await page.getByLabel('Email').fill('mira@choir.example')
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await page.waitForURL(/\/choir\/account\/consent|\/shop\/account\/profile/)
  if (page.url().includes('/consent')) await page.getByRole('main').getByRole('button').first().click()
  await page.waitForURL(at('/shop/account/profile'))
  expect(await page.getByText('mira@choir.example').count()).toBeGreaterThan(0)
  expect(complaints).toEqual([])
})

test('an app asks Foyer, which asks the university: wishes go up the chain, and what the university says comes down', async () => {
  await using site = await startWebsite(() => '<h1>Forum</h1>')
  const redirectUri = `${site.origin}/callback`
  const values = { customer_accounts_native: 'false', customer_accounts_sso_direct: 'true' }
  const direct = await world.connected('direct', values, { settings: { trustsSecondFactor: true } })
  const app = await newClient(world.foyer, direct, { redirectUris: [redirectUri] })
  await using open = await openPage(browser)
  const { page, complaints } = open
  const asked: URLSearchParams[] = []
  page.on('request', (request) => {
    const { origin, pathname, searchParams } = new URL(request.url())
    if (origin === world.university.issuer && pathname === '/auth') asked.push(searchParams)
  })
  const logIn = async (wishes: Record<string, string>, isKnownThere = false) => {
    const request = { redirect_uri: redirectUri, scope: 'openid', ...wishes }
    await page.goto(at(authorizePath(direct, app, request)))
    if (!isKnownThere) await goOnAs(page, 'mia')
    await heading(page, 'Forum')
    const code = new URL(page.url()).searchParams.get('code') ?? ''
    const { body } = await redeem(world.foyer, direct, app, code, { redirect_uri: redirectUri })
    return decodeJwt(String(body.id_token))
  }
  const first = await logIn({ max_age: '3600', login_hint: 'mia@company.example', ui_locales: 'en' })
  expect(Object.fromEntries(asked.at(-1) ?? [])).toMatchObject({
    max_age: '3600',
    login_hint: 'mia@company.example',
    ui_locales: 'en',
  })
  expect(first.amr).toEqual(['pwd', 'mfa'])

  ahead = TEN_MINUTES_MS
  await page.context().clearCookies({ domain: 'localhost' })
  const later = await logIn({ max_age: '3600' }, true)
  expect(later.amr).toEqual(first.amr)
  expect(Math.abs(Number(later.auth_time) - Number(first.auth_time))).toBeLessThan(60)
  expect(Number(later.iat) - Number(later.auth_time)).toBeGreaterThan(500)

  ahead = 0
  const again = await logIn({ prompt: 'login' })
  expect(asked.at(-1)?.get('prompt')).toBe('login')
  expect(Number(again.auth_time)).toBeGreaterThanOrEqual(Number(first.auth_time))
  expect(again.sub).toBe(first.sub)
  expect(complaints).toEqual([])
})

test('an answer that is posted from another site finds the browser that set out', async () => {
  await world.connected('posted', {}, { settings: { responseMode: 'form_post' } })
  await using open = await openPage(browser)
  const { page } = open
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(new URL(request.url()).pathname)
  })
  await page.goto(at('/posted/account/profile'))
  await setOut(page)
  await goOnAs(page, 'mia')
  await page.waitForURL(at('/posted/account/profile'))
  expect(posts).toContain('/posted/account/login/uni/return')
})

test('somebody with a password connects the university login on a phone', async () => {
  const organizer = await world.connected('phone', {}, { settings: { emailPolicy: 'verify' } })
  await makeCustomer(world.foyer, organizer, { email: 'ben@company.example', name: 'Ben Sommer' })
  await using journey = await startJourney(browser, TOUCH)
  const { page, complaints } = journey
  await page.goto(at('/phone/account/profile'))
  await setOut(page)
  await goOnAs(page, 'ben')
  await journey.arrive('Is this your account?')
  expect([await axe(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await journey.fill('Password', PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(at('/phone/account/profile'))
  await page.goto(at('/phone/account/security'))
  expect(await page.getByRole('main').getByText('ben@company.example').count()).toBeGreaterThan(0)
  expect(
    await page
      .getByRole('main')
      .getByRole('link', { name: /Remove|Disconnect/ })
      .count(),
  ).toBeGreaterThan(0)
  expect(complaints).toEqual([])
})
