import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, look, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startDemo } from '../support/demo.ts'
import { collectGetRoutes } from '../support/routes.ts'
import { NOT_PAGES, PAGES, type PageUnderTest } from './pages.ts'
import { contextOf, prepareWorld, type Reader, type World } from './world.ts'

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
  for (const reader of ['nobody', 'customer', 'staff'] as const)
    contexts.set(reader, await contextOf(browser, reader, world.demo))
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

const isInsideOfMail = ({ route }: PageUnderTest) => route?.endsWith('/html') ?? false

/** The mail is shown in a sandbox, in which axe could not run. */
async function allowScripts(page: Page, address: string): Promise<void> {
  await page.route(address, async (route) => {
    const response = await route.fetch()
    const { 'content-security-policy': _, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
}

test('every page of the server is among those tested here', () => {
  const known = new Set([...NOT_PAGES, ...PAGES.flatMap(({ route }) => route ?? [])])
  expect(routes.filter((route) => !known.has(route))).toEqual([])
  expect([...known].filter((route) => !routes.includes(route))).toEqual([])
})

describe.each(PAGES)('$name', (under) => {
  test('has nothing for axe to find, wide and narrow, light and dark, and moves sideways nowhere', () =>
    visit(under, async (page) => {
      for (const width of [1280, 320]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await look(page, width, colorScheme)
          expect({ width, colorScheme, found: await axe(page) }).toEqual({ width, colorScheme, found: [] })
          expect(await sidewaysScroll(page)).toBe(0)
          await shot(page, `page-${under.name.replaceAll(' ', '-')}-${width}-${colorScheme}`)
        }
      }
    }))

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
      expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0)
      await page.keyboard.press('Enter')
      expect(page.url()).toMatch(/#content$/)
    }),
  )
})
