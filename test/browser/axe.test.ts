import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadAssetAddresses } from '../../src/platform/http/assets.ts'
import { renderPage } from '../../src/ui/render.ts'
import { organizerColoursCss } from '../../src/ui/style-guide/colours.tsx'
import { sampleOfficeFrame } from '../../src/ui/style-guide/samples.ts'
import { StyleGuide } from '../../src/ui/style-guide.tsx'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startDemo } from '../support/demo.ts'
import { collectGetRoutes } from '../support/routes.ts'
import type { PageUnderTest } from './page-under-test.ts'
import { NOT_PAGES, PAGES } from './pages.ts'
import { contextIn, prepareWorld, type Reader, type World } from './world.ts'

const SKIP = 'a.skip[href="#content"]'
const FIELDS = 'input:not([type=hidden]), select, textarea'
const FOCUSABLE = `a[href], button, summary, iframe, ${FIELDS}`

let browser: Browser
let world: World
let routes: string[]
const contexts = new Map<Reader, BrowserContext>()

beforeAll(async () => {
  const started = await collectGetRoutes(startDemo)
  routes = started.routes
  world = await prepareWorld(started.result)
  browser = await launchChromium()
  for (const reader of ['nobody', 'staff', 'customer', 'newcomer', 'halfway'] as const)
    contexts.set(reader, await contextIn(browser, reader, world))
})
afterAll(async () => {
  await browser?.close()
  await world?.demo[Symbol.asyncDispose]()
})

async function visit<Result>(under: PageUnderTest, check: (page: Page) => Promise<Result>): Promise<Result> {
  const context = contexts.get(under.as)
  if (!context) throw new Error('the browser is not ready')
  const page = await context.newPage()
  try {
    if (isInsideOfMail(under)) await allowScripts(page, under.path(world))
    const answer = await page.goto(under.path(world))
    expect(answer?.status()).toBe(under.status ?? 200)
    return await check(page)
  } finally {
    await page.close()
  }
}

const isInsideOfMail = ({ route = '' }: PageUnderTest) => /\/(html|preview)$/.test(route)

/** The mail is shown in a sandbox, in which axe could not run. */
async function allowScripts(page: Page, address: string): Promise<void> {
  await page.route(address, async (route) => {
    const response = await route.fetch()
    const { 'content-security-policy': _, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
}

async function checkLooks(page: Page, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await look(page, width, colorScheme)
      await page.reload()
      expect({ width, colorScheme, found: await axe(page) }).toEqual({ width, colorScheme, found: [] })
      expect(await sidewaysScroll(page)).toBe(0)
      const isPictured = (width === 1280) === (colorScheme === 'light')
      if (isPictured) await shot(page, `page-${name.replaceAll(' ', '-')}-${width}-${colorScheme}`)
    }
  }
}

test('every page of the server is among those tested here', () => {
  const known = new Set([...NOT_PAGES, ...PAGES.flatMap(({ route }) => route ?? [])])
  expect(routes.filter((route) => !known.has(route))).toEqual([])
  expect([...known].filter((route) => !routes.includes(route))).toEqual([])
})

test('the style guide has nothing for axe to find', async () => {
  const { page } = await openPage(browser)
  const address = `${world.demo.foyer.url}/style-guide`
  const assets = { ...loadAssetAddresses(), brandCss: '/style-guide.css' }
  const body = await renderPage(StyleGuide({ frame: sampleOfficeFrame('', assets) }))
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await page.route(`${address}.css`, (route) => route.fulfill({ contentType: 'text/css', body: organizerColoursCss() }))
  await page.goto(address)
  await checkLooks(page, 'style-guide')
  await page.context().close()
})

test('the account shows the customer ID once, wide and narrow', async () => {
  const account = PAGES.find(({ name }) => name === 'account')
  if (!account) throw new Error('no such page')
  await visit(account, async (page) => {
    for (const width of [1280, 375]) {
      await look(page, width, 'light')
      await shot(page, `account-id-${width}`)
      expect({ width, tags: await page.locator('.id-tag:visible').allInnerTexts() }).toEqual({
        width,
        tags: [world.customer],
      })
    }
  })
})

describe.each(PAGES)('$name', (under) => {
  test('has nothing for axe to find, wide and narrow, light and dark, and moves sideways nowhere', () =>
    visit(under, (page) => checkLooks(page, under.name)))

  test('has a language, a title, one main heading and a name for every field', () =>
    visit(under, async (page) => {
      expect(await page.locator('html').getAttribute('lang')).toMatch(/^(en|de)$/)
      expect(await page.title()).toMatch(/\S/)
      expect(await page.locator('h1').count()).toBe(1)
      const nameless = `[...document.querySelectorAll('${FIELDS}')]
        .filter((field) => field.labels.length === 0 && field.ariaLabel === null)
        .map((field) => field.outerHTML)`
      expect(await page.evaluate(nameless)).toEqual([])
    }))

  test.skipIf(isInsideOfMail(under))('leads to its content with the first press of Tab', () =>
    visit(under, async (page) => {
      expect(await page.evaluate(`document.querySelector('${FOCUSABLE}').matches('${SKIP}')`)).toBe(true)
      if ((await page.locator('[autofocus]').count()) > 0) return
      await page.keyboard.press('Tab')
      const skip = page.locator(`${SKIP}:focus`)
      expect(await skip.count()).toBe(1)
      await expect.poll(async () => (await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0)
      await page.keyboard.press('Enter')
      await expect.poll(() => page.url()).toMatch(/#content$/)
    }),
  )
})
